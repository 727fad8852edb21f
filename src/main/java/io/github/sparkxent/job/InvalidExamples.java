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
package io.github.sparkxent.job;

import io.github.sparkxent.metric.RowStatus;
import java.util.List;
import java.util.Map;

/**
 * What is told of invalid rows beside their numbers.
 *
 * @param rows the smallest ids of some rows by reason, or without ids their files
 * @param numClasses the numbers of logits that rows have instead of the right one, the most common
 *     first; empty without such rows
 */
record InvalidExamples(Map<RowStatus, List<String>> rows, List<Integer> numClasses) {}
