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
 * How many rows of one split are classified correctly.
 *
 * <p><b>Accuracy.</b> The share is rounded once from its exact value.
 *
 * @param rowCount the number of rows
 * @param correctCount the number of rows whose prediction is their label
 * @param accuracy the sum of r over the correct rows by the sum of r over all; null if that is 0
 */
public record AccuracySummary(long rowCount, long correctCount, Double accuracy) {}
