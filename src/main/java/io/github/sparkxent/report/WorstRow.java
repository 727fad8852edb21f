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
package io.github.sparkxent.report;

/**
 * A row with one of the largest losses of its split.
 *
 * @param id what identifies the row; null if nothing does
 * @param label its label as text
 * @param prediction the predicted class as text
 * @param confidence the probability of the predicted class; null if it is not known
 * @param loss its loss in nats
 */
public record WorstRow(
    String id, String label, String prediction, Double confidence, double loss) {}
