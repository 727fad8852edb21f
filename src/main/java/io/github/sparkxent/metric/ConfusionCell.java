/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.metric;

/**
 * The rows of one label and one prediction.
 *
 * @param label the class id
 * @param prediction the class of the largest logit
 * @param rowCount the number of rows
 * @param weightSum the sum of their weights r
 */
public record ConfusionCell(int label, int prediction, long rowCount, double weightSum) {}
