// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

import java.util.Comparator;

/**
 * A row with one of the largest losses of its split.
 *
 * <p>Sorted by falling loss, rows of the same loss by id: shorter ones first, then as text, so that
 * 9 comes before 10; a row without id comes last. Rows that are still equal are sorted by label,
 * prediction and confidence, so the same rows are the worst in any order.
 *
 * @param id the row's id as text, or null
 * @param label the class id; of a distribution the first of the largest mass
 * @param prediction the first class of the largest logit
 * @param confidence the probability of the prediction
 * @param loss the loss in nats, without weight
 */
public record WorstRow(String id, int label, int prediction, double confidence, double loss)
    implements Comparable<WorstRow> {
  /** Ids in order: shorter ones first, then as text. */
  public static final Comparator<String> ID_ORDER =
      Comparator.comparingInt(String::length).thenComparing(String::compareTo);

  private static final Comparator<WorstRow> ORDER =
      Comparator.comparingDouble(WorstRow::loss)
          .reversed()
          .thenComparing(WorstRow::id, Comparator.nullsLast(ID_ORDER))
          .thenComparingInt(WorstRow::label)
          .thenComparingInt(WorstRow::prediction)
          .thenComparingDouble(WorstRow::confidence);

  @Override
  public int compareTo(WorstRow other) {
    return ORDER.compare(this, other);
  }
}
