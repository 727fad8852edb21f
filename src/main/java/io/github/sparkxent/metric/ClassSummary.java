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
 * The figures of one class; the formulas are those of {@link PerClassAccumulator}.
 *
 * @param classId the class
 * @param labelCount the number of rows of this label
 * @param predictionCount the number of rows of this prediction
 * @param correctCount the number of rows of both
 * @param lossMean the mean loss of the rows of this label; null if their weights sum to 0
 * @param precision how much of the predictions is right; null if their weights sum to 0
 * @param recall how much of the labels is found; null if their weights sum to 0
 */
public record ClassSummary(
    int classId,
    long labelCount,
    long predictionCount,
    long correctCount,
    Double lossMean,
    Double precision,
    Double recall) {}
