// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import io.github.sparkxent.row.PredictionKind;
import java.util.List;

/** Checks groups of a configuration against each other. */
final class ConfigurationChecks {
  private static final String TOP = PredictionKind.TOP_LOG_PROBABILITIES.word();

  private ConfigurationChecks() {}

  /** Requires that a value fits; else says what was found and what was expected. */
  static void require(boolean fits, String key, Object found, String expected) {
    if (!fits) {
      throw new IllegalArgumentException(key + " is " + found + ", expected " + expected);
    }
  }

  /** Requires that all keys that give a number of classes agree. */
  static void requireClasses(List<String> classes, LossConfig loss, QualityConfig quality) {
    if (classes != null && classes.isEmpty()) {
      throw new IllegalArgumentException("classes is empty, expected the names of the classes");
    }
    for (int i = 0; classes != null && i < classes.size(); i++) {
      if (classes.indexOf(classes.get(i)) != i) {
        throw new IllegalArgumentException(
            "classes has \"" + classes.get(i) + "\" twice, expected each name once");
      }
    }
    int weights = loss.classWeights() == null ? 0 : loss.classWeights().size();
    if (classes != null && weights != 0 && weights != classes.size()) {
      throw new IllegalArgumentException(
          "loss.class_weights has %s entries, expected one for each of the %s classes"
              .formatted(weights, classes.size()));
    }
    int named = classes == null ? weights : classes.size();
    if (named != 0 && quality.numClasses() != null && named != quality.numClasses()) {
      throw new IllegalArgumentException(
          (classes == null ? "loss.class_weights" : "classes")
              + " has "
              + named
              + " entries, expected quality.num_classes = "
              + quality.numClasses());
    }
  }

  /** Requires that no key gives another number of classes than two. */
  static void requireTwoClasses(List<String> classes, LossConfig loss, QualityConfig quality) {
    requireTwo("classes", classes == null ? 2 : classes.size());
    requireTwo("loss.class_weights", loss.classWeights() == null ? 2 : loss.classWeights().size());
    if (quality.numClasses() != null && quality.numClasses() != 2) {
      throw new IllegalArgumentException(
          "quality.num_classes is %s, expected 2 with task: binary"
              .formatted(quality.numClasses()));
    }
  }

  /** Requires that rows can be ranked again where that is asked for. */
  static void requireRankable(MetricsConfig metrics, ColumnsConfig columns, boolean hasIncrements) {
    if (metrics.auc() != MetricsConfig.Auc.EXACT) {
      return;
    }
    if (columns.weight() != null) {
      throw new IllegalArgumentException(
          "metrics.auc is exact with columns.weight, expected bounds: the second pass counts rows and"
              + " does not weigh them");
    }
    if (hasIncrements) {
      throw new IllegalArgumentException(
          "metrics.auc is exact with increments, expected bounds, since not all rows are read");
    }
  }

  private static void requireTwo(String key, int entries) {
    if (entries != 2) {
      throw new IllegalArgumentException(
          "%s has %s entries, expected 2 with task: binary".formatted(key, entries));
    }
  }

  /** Requires what rows need that list the log-probabilities of some classes only. */
  static void requireListed(
      ColumnsConfig columns,
      LossConfig loss,
      BaselineConfig baseline,
      boolean knowsClasses,
      boolean isBinary) {
    String expected = "another: differences of losses that are lower bounds are no bounds";
    require(
        baseline == null || baseline.inputKind() != PredictionKind.TOP_LOG_PROBABILITIES,
        "baseline.input_kind",
        TOP,
        expected);
    if (columns.listsClasses()) {
      String with = " with " + ColumnsConfig.LISTED;
      require(
          !isBinary,
          "task",
          "binary" + with,
          "multiclass: one of two log-probabilities tells the other");
      require(
          knowsClasses,
          "quality.num_classes",
          "not set" + with,
          "the number of classes, which the lists do not tell");
      require(
          loss.labelSmoothing() == 0,
          "loss.label_smoothing",
          loss.labelSmoothing() + with,
          "0: smoothed labels need all log-probabilities");
      require(
          baseline == null && columns.baselineLogits() == null,
          "columns.input_kind",
          TOP + " with a baseline",
          expected);
    }
  }

  /** Requires that all ranges of slices by positions are kept. */
  static void requireKept(List<Slice> slices, int maxValues) {
    for (Slice slice : slices) {
      int ranges = slice.isByPosition() ? slice.positions().size() : 0;
      require(
          ranges <= maxValues,
          "slices",
          "\"" + slice.name() + "\" with " + ranges + " ranges of positions",
          "at most metrics.max_slice_values = " + maxValues);
    }
  }

  /** Requires that a row has one split and one label. */
  static void requireJoinable(InputConfig input, LabelsConfig labels, ColumnsConfig columns) {
    if (labels != null && columns.id() == null) {
      throw new IllegalArgumentException(
          "labels without columns.id, expected the id that joins them to the predictions");
    }
    if (!input.splits().isEmpty() && columns.split() != null) {
      throw new IllegalArgumentException(
          "both input.splits and columns.split, expected one of them");
    }
  }

  /** Requires that there is one baseline, if any, and what a comparison needs of it. */
  static void requireComparable(
      ColumnsConfig columns, BaselineConfig baseline, ComparisonConfig comparison) {
    boolean isDataSet = baseline != null && baseline.isDataSet();
    if (baseline != null && !isDataSet && columns.baselineLogits() == null) {
      throw new IllegalArgumentException(
          "baseline has no data, expected baseline.path, table, query, run or losses, or"
              + " columns.baseline_logits");
    }
    if (isDataSet && columns.baselineLogits() != null) {
      throw new IllegalArgumentException(
          "both columns.baseline_logits and a baseline of its own, expected one of them");
    }
    if (isDataSet && columns.id() == null) {
      throw new IllegalArgumentException(
          "baseline without columns.id, expected the id that joins it to the predictions");
    }
    boolean hasLogits = columns.baselineLogits() != null || (isDataSet && !baseline.isLosses());
    if (comparison.divergence() && !hasLogits) {
      throw new IllegalArgumentException(
          "comparison.divergence is true "
              + (isDataSet ? "with losses as the baseline" : "without a baseline")
              + ", expected the baseline's logits");
    }
    if (isDataSet) {
      baseline.requireOne();
    } else if (baseline != null) {
      baseline.requireNone("columns.baseline_logits");
    }
  }

  /** Requires that nothing written beside a report takes the name of something else there. */
  static void requireFreeNames(OutputConfig output, QualityConfig quality) {
    requireFreeName("output.losses", output.losses());
    requireFreeName("quality.quarantine", quality.quarantine());
    // Some file systems do not tell capitals from small letters.
    if (output.losses() != null && output.losses().equalsIgnoreCase(quality.quarantine())) {
      throw new IllegalArgumentException(
          "output.losses and quality.quarantine are both \""
              + output.losses()
              + "\", expected two names");
    }
  }

  private static void requireFreeName(String key, String name) {
    boolean taken = OutputConfig.TABLE_FILE.equalsIgnoreCase(name);
    for (ReportFormat format : ReportFormat.values()) {
      taken |= format.fileName().equalsIgnoreCase(name);
    }
    if (taken) {
      throw new IllegalArgumentException(
          key + " is \"" + name + "\", which is a file of the report, expected another name");
    }
  }
}
