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

/**
 * A data set that was rewritten with packed logits.
 *
 * @param rows the rows written: as many as were read, and as the footers of the input promise
 * @param nullLogits how many of them have no logits, there as here
 * @param filesBefore the files of the input
 * @param bytesBefore their size
 * @param filesAfter the files written
 * @param bytesAfter their size
 * @param directory where they are
 */
public record PackedDataSet(
    long rows,
    long nullLogits,
    long filesBefore,
    long bytesBefore,
    long filesAfter,
    long bytesAfter,
    String directory) {}
