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
 * How often the label is among the k classes of the largest logits.
 *
 * @param k the number of classes
 * @param hitCount the number of rows whose label is among them
 * @param accuracy the sum of r over these rows by the sum of r over all; null if that is 0
 */
public record TopKAccuracy(int k, long hitCount, Double accuracy) {}
