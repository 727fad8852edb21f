// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

/**
 * The metrics of one class.
 *
 * @param label the class id
 * @param name the name of the class; null if the classes have none
 * @param count the evaluated rows with this label
 * @param lossMean their mean loss; null if there are none
 * @param precision of the rows predicted as this class the share with this label; null if none is
 * @param recall of the rows with this label the share predicted as it; null if there are none
 * @param f1 the harmonic mean of precision and recall; null if one of them is
 */
public record ClassMetrics(
    int label,
    String name,
    long count,
    Double lossMean,
    Double precision,
    Double recall,
    Double f1) {
  /** Refuses a negative label or count. */
  public ClassMetrics {
    if (label < 0 || count < 0) {
      throw new IllegalArgumentException(
          "class " + label + " has " + count + " rows; expected no negative");
    }
  }

  /**
   * Makes the metrics of a class without a name.
   *
   * @param label the class id
   * @param count the evaluated rows with this label
   * @param lossMean their mean loss, or null
   * @param precision its precision, or null
   * @param recall its recall, or null
   * @param f1 the harmonic mean of the two, or null
   */
  public ClassMetrics(
      int label, long count, Double lossMean, Double precision, Double recall, Double f1) {
    this(label, null, count, lossMean, precision, recall, f1);
  }

  /**
   * Returns the class in words.
   *
   * @return its id, with its name beside it if it has one
   */
  public String text() {
    return ClassText.of(Integer.toString(label), name);
  }

  /**
   * Returns the metrics by name.
   *
   * @return those of {@link MetricNames#OF_CLASS}
   */
  public MetricValues values() {
    return MetricValues.builder()
        .put(MetricNames.COUNT, count)
        .put(MetricNames.LOSS_MEAN, lossMean)
        .put(MetricNames.PRECISION, precision)
        .put(MetricNames.RECALL, recall)
        .put(MetricNames.F1, f1)
        .build();
  }
}
