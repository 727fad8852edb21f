// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.reading;

import java.util.Objects;

/**
 * What should be known of a split before its figures are used.
 *
 * @param kind what it is about
 * @param split the split
 * @param figures the figures that show it, in words
 */
public record Remark(Kind kind, String split, String figures) {
  /** What a remark is about, the gravest first. */
  public enum Kind {
    /** The mean loss is infinite. */
    INFINITE_LOSSES("Infinite losses, of labels with a probability of 0"),
    /** Labels are not among the listed classes. */
    LOWER_BOUNDS("Losses are lower bounds, of labels that rows do not list"),
    /** No model at all would have a smaller loss. */
    WORSE_THAN_PRIOR("Worse than always predicting the shares of the labels"),
    /** Naming one class for each row would be right more often. */
    BELOW_LARGEST_CLASS("Less accurate than always naming the largest class"),
    /** Classes that are labels are never predictions. */
    NEVER_PREDICTED("Classes that are never predicted"),
    /** The probabilities promise more than the predictions keep. */
    OVERCONFIDENT("Overconfident, with a mean confidence well above the accuracy"),
    /** The figures say little of other rows. */
    FEW_ROWS("Few rows");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /**
     * Returns what is said of all splits with this remark.
     *
     * @return a few words
     */
    public String title() {
      return title;
    }
  }

  /** Refuses nulls. */
  public Remark {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(figures, "figures");
  }
}
