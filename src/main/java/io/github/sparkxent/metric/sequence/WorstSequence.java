// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.sequence;

import java.util.Comparator;

/**
 * A sequence with one of the largest losses of its split.
 *
 * <p>Sorted by falling loss; sequences of the same loss by id, shorter ones first, then as text,
 * one without id last; then by positions and bytes. So the same sequences are the worst in any
 * order.
 *
 * @param id the sequence's id as text, or null
 * @param positions how many of its positions are evaluated
 * @param bytes its bytes; null if they are not asked for
 * @param loss the sum of the losses of these positions in nats, without weight
 */
public record WorstSequence(String id, long positions, Long bytes, double loss)
    implements Comparable<WorstSequence> {
  private static final Comparator<String> ID_ORDER =
      Comparator.comparingInt(String::length).thenComparing(String::compareTo);

  private static final Comparator<WorstSequence> ORDER =
      Comparator.comparingDouble(WorstSequence::loss)
          .reversed()
          .thenComparing(WorstSequence::id, Comparator.nullsLast(ID_ORDER))
          .thenComparingLong(WorstSequence::positions)
          .thenComparing(WorstSequence::bytes, Comparator.nullsFirst(Comparator.naturalOrder()));

  @Override
  public int compareTo(WorstSequence other) {
    return ORDER.compare(this, other);
  }
}
