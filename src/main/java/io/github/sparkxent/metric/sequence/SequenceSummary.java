// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.sequence;

import java.util.List;

/**
 * The figures of sequences. Null means undefined.
 *
 * <p><b>Method.</b> Over the evaluated sequences, G, each with its weight r and the sum S of r *
 * loss over its evaluated positions:
 *
 * <pre>
 * sequence_loss        = sum of S / sum of r
 * sequence_loss_stderr = sqrt(G / (G - 1) * sum of (S - sequence_loss r)^2) / sum of r
 * </pre>
 *
 * <p><b>Accuracy.</b> Both are rounded once from exact sums; the root is that of its rounded
 * square.
 *
 * @param sequenceCount how many sequences have an evaluated position, G
 * @param sequenceLoss the mean of the summed losses, in nats; infinite with an infinite loss of r
 *     above 0, null without weight
 * @param sequenceLossStderr its standard error; NaN with such a loss, null below two sequences
 * @param bytes the losses by bytes; null if these are not asked for
 * @param worst the sequences of the largest losses, the largest first
 */
public record SequenceSummary(
    long sequenceCount,
    Double sequenceLoss,
    Double sequenceLossStderr,
    BytesSummary bytes,
    List<WorstSequence> worst) {
  /** Keeps a copy. */
  public SequenceSummary {
    worst = List.copyOf(worst);
  }
}
