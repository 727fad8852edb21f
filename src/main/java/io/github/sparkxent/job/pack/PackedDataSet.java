// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.pack;

/**
 * A data set that was rewritten with packed logits.
 *
 * @param rows the rows written, the number that was read and that the footers of the input promise
 * @param nullLogits how many of them have no logits, in the input as in the output
 * @param infinite how many of them have finite logits that became infinite
 * @param largestChange the largest change of a logit of the other rows
 * @param filesBefore the files of the input
 * @param bytesBefore their size
 * @param filesAfter the files written
 * @param bytesAfter their size
 * @param directory where they are
 */
public record PackedDataSet(
    long rows,
    long nullLogits,
    long infinite,
    double largestChange,
    long filesBefore,
    long bytesBefore,
    long filesAfter,
    long bytesAfter,
    String directory) {}
