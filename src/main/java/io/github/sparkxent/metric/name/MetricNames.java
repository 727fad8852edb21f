// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.name;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names of the metrics of a split, their order in every view, and what each is. A metric is a
 * component of {@code MetricSummary} or its parts that has a name here.
 *
 * <p>Losses are in nats. Other names are allowed in {@link MetricValues} and come after these.
 */
public final class MetricNames {
  /** The evaluated rows. */
  public static final String ROW_COUNT = "row_count";

  /** The sum of the row weights times the losses. */
  public static final String LOSS_SUM = "loss_sum";

  /** The loss sum divided by the weight sum. */
  public static final String LOSS_MEAN = "loss_mean";

  /** The loss sum over the rows whose loss is finite; only if others are not. */
  public static final String FINITE_LOSS_SUM = "finite_loss_sum";

  /** The loss mean over the rows whose loss is finite; only if others are not. */
  public static final String FINITE_LOSS_MEAN = "finite_loss_mean";

  /** The standard error of the loss mean. */
  public static final String LOSS_STDERR = "loss_stderr";

  /** The lower end of the 95 % interval of the loss mean. */
  public static final String LOSS_MEAN_CI95_LOW = "loss_mean_ci95_low";

  /** The upper end of the 95 % interval of the loss mean. */
  public static final String LOSS_MEAN_CI95_HIGH = "loss_mean_ci95_high";

  /** The sum of the weights that the loss mean divides by. */
  public static final String WEIGHT_SUM = "weight_sum";

  /** The evaluated rows whose loss is infinite. */
  public static final String INFINITE_LOSS_COUNT = "infinite_loss_count";

  /** The entropy of the label distribution. */
  public static final String CLASS_PRIOR_ENTROPY = "class_prior_entropy";

  /** The loss mean divided by the entropy of the label distribution. */
  public static final String NORMALIZED_LOSS = "normalized_loss";

  /** The clusters that the rows form; only with clusters. */
  public static final String CLUSTER_COUNT = "cluster_count";

  /** The lower end of the 95 % interval of the accuracy; only with clusters. */
  public static final String ACCURACY_CI95_LOW = "accuracy_ci95_low";

  /** The upper end of the 95 % interval of the accuracy; only with clusters. */
  public static final String ACCURACY_CI95_HIGH = "accuracy_ci95_high";

  /** The exponential of the loss mean. */
  public static final String PERPLEXITY = "perplexity";

  /** The rows that do not list their label; only where rows list some classes. */
  public static final String UNLISTED_LABEL_COUNT = "unlisted_label_count";

  /** The share of rows whose largest logit is that of the label. */
  public static final String ACCURACY = "accuracy";

  /** The mean squared distance of softmax and label. */
  public static final String BRIER_SCORE = "brier_score";

  /** The mean probability of the predicted class. */
  public static final String MEAN_CONFIDENCE = "mean_confidence";

  /** The expected calibration error. */
  public static final String ECE = "ece";

  /** The metrics over classes: those that need the counts of each class. */
  public static final List<String> OVER_CLASSES =
      List.of("macro_f1", "balanced_accuracy", "matthews_correlation");

  /** The metrics by clusters: only in runs that name them. */
  public static final List<String> BY_CLUSTERS =
      List.of(
          CLUSTER_COUNT,
          "accuracy_stderr",
          ACCURACY_CI95_LOW,
          ACCURACY_CI95_HIGH,
          "brier_score_stderr",
          "brier_score_ci95_low",
          "brier_score_ci95_high");

  /** The area under the ROC curve. */
  public static final String AUC = "auc";

  /** The average precision. */
  public static final String AVERAGE_PRECISION = "average_precision";

  /** The Kolmogorov-Smirnov statistic. */
  public static final String KS = "ks";

  private static final String LOWER_BOUND = "_lower_bound";
  private static final String UPPER_BOUND = "_upper_bound";

  /** The metrics of two classes: only with {@code task: binary}. */
  public static final List<String> OF_TWO_CLASSES =
      List.of(
          AUC,
          AUC + LOWER_BOUND,
          AUC + UPPER_BOUND,
          AVERAGE_PRECISION,
          AVERAGE_PRECISION + LOWER_BOUND,
          AVERAGE_PRECISION + UPPER_BOUND,
          KS,
          KS + LOWER_BOUND,
          KS + UPPER_BOUND,
          "precision",
          "recall",
          "specificity",
          "f1");

  /** The losses of sequences in bits, by the bytes of their texts. */
  public static final String BITS_PER_BYTE = "bits_per_byte";

  /** The metrics that have sequences for their units: only where rows are sequences. */
  public static final List<String> OF_SEQUENCES =
      List.of("sequence_count", "sequence_loss", "sequence_loss_stderr");

  /** The metrics by bytes: only where sequences have these. */
  public static final List<String> BY_BYTES =
      List.of("byte_count", BITS_PER_BYTE, "bits_per_byte_stderr");

  private static final Pattern TOP_ACCURACY = Pattern.compile("top_[0-9]+_accuracy");
  private static final Map<String, String> DESCRIPTIONS = new LinkedHashMap<>();

  static {
    describe(ROW_COUNT, "The evaluated rows.");
    describe(
        WEIGHT_SUM,
        "The sum of the weights that the mean divides by; the row count if there are no weights.");
    describe(
        CLUSTER_COUNT,
        "The clusters that the rows form, by which the intervals are; only with clusters.");
    describe(
        UNLISTED_LABEL_COUNT,
        "The rows that do not list their label, so that their loss is a lower bound; only where"
            + " rows list some classes.");
    describe("sequence_count", "The sequences with an evaluated position; only with sequences.");
    describe("byte_count", "The bytes of these sequences; only with columns.bytes.");
    describe(LOSS_SUM, "The sum of the row weights times the losses, in nats.");
    describe(LOSS_MEAN, "The loss sum divided by the weight sum, in nats.");
    describe(
        FINITE_LOSS_SUM,
        "The loss sum over the rows whose loss is finite; only where there are others.");
    describe(
        FINITE_LOSS_MEAN,
        "The loss mean over the rows whose loss is finite; only where there are others.");
    describe("loss_stddev", "The standard deviation of the losses (n - 1, unweighted).");
    describe(LOSS_STDERR, "The standard error of the loss mean.");
    describe(LOSS_MEAN_CI95_LOW, "The lower end of the 95 % interval of the loss mean.");
    describe(LOSS_MEAN_CI95_HIGH, "The upper end of the 95 % interval of the loss mean.");
    describe("loss_min", "The smallest loss.");
    describe("loss_max", "The largest loss.");
    describe("loss_p50", "The median loss, within 1 % of its value.");
    describe("loss_p90", "The 90th percentile of the loss, within 1 % of its value.");
    describe("loss_p99", "The 99th percentile of the loss, within 1 % of its value.");
    describe(
        INFINITE_LOSS_COUNT,
        "The evaluated rows whose loss is infinite: label mass on a masked class.");
    describe(PERPLEXITY, "The exponential of the loss mean.");
    describe(
        BITS_PER_BYTE,
        "The loss sum in bits by the bytes of the sequences times their weights; only with columns.bytes.");
    describe(
        "bits_per_byte_stderr",
        "The standard error of the bits per byte, by sequences; only with columns.bytes.");
    describe(
        "sequence_loss",
        "The mean over the sequences of the sum of their losses, in nats; only with sequences.");
    describe(
        "sequence_loss_stderr",
        "The standard error of the mean loss of sequences; only with sequences.");
    describe(ACCURACY, "The share of the rows whose largest logit is that of the label.");
    describe("accuracy_stderr", "The standard error of the accuracy; only with clusters.");
    describe(
        ACCURACY_CI95_LOW,
        "The lower end of the 95 % interval of the accuracy; only with clusters.");
    describe(
        ACCURACY_CI95_HIGH,
        "The upper end of the 95 % interval of the accuracy; only with clusters.");
    describeBounded(AUC, "The area under the ROC curve");
    describeBounded(AVERAGE_PRECISION, "The average precision");
    describeBounded(KS, "The largest distance between recall and false positive rate");
    describe("precision", "The share of label 1 among the rows above the threshold.");
    describe("recall", "The share of the rows of label 1 that are above the threshold.");
    describe("specificity", "The share of the rows of label 0 that are not above the threshold.");
    describe("f1", "The harmonic mean of precision and recall at the threshold.");
    describe("macro_f1", "The mean F1 of the classes that are a label or a prediction.");
    describe("balanced_accuracy", "The mean recall of the classes that are a label.");
    describe("matthews_correlation", "The correlation of labels and predictions, from -1 to 1.");
    describe("margin_mean", "The mean of the label's probability minus the largest of the others.");
    describe(
        "margin_below_zero_share",
        "The share of the rows for which another class is more probable than the label.");
    describe(BRIER_SCORE, "The mean over the rows of the squared distance of softmax and label.");
    describe("brier_score_stderr", "The standard error of the Brier score; only with clusters.");
    describe(
        "brier_score_ci95_low",
        "The lower end of the 95 % interval of the Brier score; only with clusters.");
    describe(
        "brier_score_ci95_high",
        "The upper end of the 95 % interval of the Brier score; only with clusters.");
    describe(MEAN_CONFIDENCE, "The mean probability of the predicted class.");
    describe(ECE, "The expected calibration error.");
    describe(CLASS_PRIOR_ENTROPY, "The entropy of the label distribution, in nats.");
    describe(NORMALIZED_LOSS, "The loss mean divided by the class-prior entropy.");
  }

  /** The metrics of a split, in the order of the views. */
  public static final List<String> ORDER = List.copyOf(DESCRIPTIONS.keySet());

  /** The metrics of a class, in the order of the views. */
  public static final List<String> OF_CLASS =
      List.of("count", LOSS_MEAN, "precision", "recall", "f1");

  /** The metrics that may be compared with a baseline, beside the top-k accuracies. */
  public static final List<String> COMPARED = List.of(LOSS_MEAN, ACCURACY, BRIER_SCORE);

  /** The metrics of a class that may be compared with a baseline. */
  public static final List<String> COMPARED_OF_CLASS = List.of(LOSS_MEAN, "recall");

  /** The metrics of slice values in views where all metrics would be too many. */
  public static final List<String> SLICE_METRICS =
      List.of(ROW_COUNT, UNLISTED_LABEL_COUNT, LOSS_MEAN, LOSS_STDERR, ACCURACY);

  private MetricNames() {}

  private static void describe(String name, String description) {
    DESCRIPTIONS.put(name, description);
  }

  private static void describeBounded(String name, String description) {
    describe(name, description + ", the scores of one bin taken for tied; only of two classes.");
    describe(name + LOWER_BOUND, description + ": no order within the bins has less.");
    describe(name + UPPER_BOUND, description + ": no order within the bins has more.");
  }

  /**
   * Returns the name of what a metric that is known from bins is at least.
   *
   * @param metric the name of the metric
   * @return the name, which few metrics have: {@code auc_lower_bound} for {@code auc}
   */
  public static String lowerBoundOf(String metric) {
    return metric + LOWER_BOUND;
  }

  /**
   * Returns the name of what a metric that is known from bins is at most.
   *
   * @param metric the name of the metric
   * @return the name, which few metrics have: {@code auc_upper_bound} for {@code auc}
   */
  public static String upperBoundOf(String metric) {
    return metric + UPPER_BOUND;
  }

  /**
   * Returns the name of a top-k accuracy.
   *
   * @param k how many of the largest logits may be the label's
   * @return the name, such as {@code top_5_accuracy}
   */
  public static String topAccuracy(int k) {
    return "top_" + k + "_accuracy";
  }

  /**
   * Tells whether less of a metric that is compared with a baseline is better.
   *
   * @param name the name of the metric
   * @return true for the loss and the Brier score, false for accuracies and recall
   */
  public static boolean isBetterBelow(String name) {
    return name.equals(LOSS_MEAN) || name.equals(BRIER_SCORE);
  }

  /**
   * Returns the name of the standard error of a metric.
   *
   * @param metric the name of the metric
   * @return the name, which few metrics have: {@code loss_stderr} for {@code loss_mean}
   */
  public static String stderrOf(String metric) {
    return metric.equals(LOSS_MEAN) ? LOSS_STDERR : metric + "_stderr";
  }

  /**
   * Returns what a metric is, in a sentence.
   *
   * @param name the name of the metric
   * @return the sentence; for another name the name itself
   */
  public static String description(String name) {
    return TOP_ACCURACY.matcher(name).matches()
        ? "The share of the rows whose label is among the K largest logits."
        : DESCRIPTIONS.getOrDefault(name, name);
  }
}
