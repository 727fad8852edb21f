// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.sequence;

/**
 * The losses of sequences by the bytes of their texts. Null means undefined.
 *
 * <p><b>Method.</b> Over the evaluated sequences, G, each with the sum S of r * loss over its
 * evaluated positions and its bytes B times r:
 *
 * <pre>
 * bits_per_byte        = R / ln 2,  R = sum of S / sum of B
 * bits_per_byte_stderr = sqrt(G / (G - 1) * sum of (S - R B)^2) / (ln 2 * sum of B)
 * </pre>
 *
 * <p><b>Accuracy.</b> Both are rounded once from exact sums, with ln 2 to 126 bits; the root is
 * that of its rounded square.
 *
 * <p><b>Special cases.</b> With an infinite loss of r above 0 the bits are infinite and the error
 * NaN. Below two sequences there is no error. Bytes count also for positions that are masked,
 * ignored or invalid: they are those of the whole text.
 *
 * @param byteCount the bytes of the evaluated sequences
 * @param bitsPerByte the bits; null without sequences or weight
 * @param bitsPerByteStderr the standard error, with each sequence as a unit; null likewise, and
 *     below two sequences
 */
public record BytesSummary(long byteCount, Double bitsPerByte, Double bitsPerByteStderr) {}
