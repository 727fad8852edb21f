// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names of the metrics of a split and their order in every view.
 *
 * <p>Losses are in nats. Other names are allowed in {@link MetricValues} and come after these.
 */
public final class MetricNames {
  /** The evaluated rows. */
  public static final String ROW_COUNT = "row_count";

  /** The sum of the weights that the mean divides by; the row count if there are no weights. */
  public static final String WEIGHT_SUM = "weight_sum";

  /** The sum of the row weights times the losses. */
  public static final String LOSS_SUM = "loss_sum";

  /** The loss sum divided by the weight sum. */
  public static final String LOSS_MEAN = "loss_mean";

  /** The loss sum over the rows whose loss is finite; only if others are not. */
  public static final String FINITE_LOSS_SUM = "finite_loss_sum";

  /** The loss mean over the rows whose loss is finite; only if others are not. */
  public static final String FINITE_LOSS_MEAN = "finite_loss_mean";

  /** The standard deviation of the losses (n - 1, unweighted). */
  public static final String LOSS_STDDEV = "loss_stddev";

  /** The standard error of the loss mean. */
  public static final String LOSS_STDERR = "loss_stderr";

  /** The lower end of the 95 % interval of the loss mean. */
  public static final String LOSS_MEAN_CI95_LOW = "loss_mean_ci95_low";

  /** The upper end of the 95 % interval of the loss mean. */
  public static final String LOSS_MEAN_CI95_HIGH = "loss_mean_ci95_high";

  /** The smallest loss. */
  public static final String LOSS_MIN = "loss_min";

  /** The largest loss. */
  public static final String LOSS_MAX = "loss_max";

  /** The median loss, within 1%. */
  public static final String LOSS_P50 = "loss_p50";

  /** The 90th percentile of the loss, within 1%. */
  public static final String LOSS_P90 = "loss_p90";

  /** The 99th percentile of the loss, within 1%. */
  public static final String LOSS_P99 = "loss_p99";

  /** The evaluated rows whose loss is infinite: label mass on a masked class. */
  public static final String INFINITE_LOSS_COUNT = "infinite_loss_count";

  /** The exponential of the loss mean. */
  public static final String PERPLEXITY = "perplexity";

  /** The share of rows whose largest logit is that of the label. */
  public static final String ACCURACY = "accuracy";

  /** The mean over the rows of the squared distance of softmax and label. */
  public static final String BRIER_SCORE = "brier_score";

  /** The mean probability of the predicted class. */
  public static final String MEAN_CONFIDENCE = "mean_confidence";

  /** The expected calibration error. */
  public static final String ECE = "ece";

  /** The mean by which the label's probability is above the largest other one. */
  public static final String MARGIN_MEAN = "margin_mean";

  /** The share of rows for which another probability is larger than the label's. */
  public static final String MARGIN_BELOW_ZERO_SHARE = "margin_below_zero_share";

  /** The mean F1 of the classes that occur. */
  public static final String MACRO_F1 = "macro_f1";

  /** The mean recall of the classes that are labels. */
  public static final String BALANCED_ACCURACY = "balanced_accuracy";

  /** The correlation of labels and predictions. */
  public static final String MATTHEWS_CORRELATION = "matthews_correlation";

  /** The metrics over classes: those that need the counts of each class. */
  public static final List<String> OVER_CLASSES =
      List.of(MACRO_F1, BALANCED_ACCURACY, MATTHEWS_CORRELATION);

  /** The entropy of the label distribution: the loss of always predicting it. */
  public static final String CLASS_PRIOR_ENTROPY = "class_prior_entropy";

  /** The loss mean divided by the class-prior entropy. */
  public static final String NORMALIZED_LOSS = "normalized_loss";

  private static final Pattern TOP_ACCURACY = Pattern.compile("top_[0-9]+_accuracy");
  private static final Map<String, String> DESCRIPTIONS = new LinkedHashMap<>();

  static {
    DESCRIPTIONS.put(ROW_COUNT, "The evaluated rows.");
    DESCRIPTIONS.put(
        WEIGHT_SUM,
        "The sum of the weights that the mean divides by; the row count if there are no weights.");
    DESCRIPTIONS.put(LOSS_SUM, "The sum of the row weights times the losses, in nats.");
    DESCRIPTIONS.put(LOSS_MEAN, "The loss sum divided by the weight sum, in nats.");
    DESCRIPTIONS.put(
        FINITE_LOSS_SUM,
        "The loss sum over the rows whose loss is finite; only where there are others.");
    DESCRIPTIONS.put(
        FINITE_LOSS_MEAN,
        "The loss mean over the rows whose loss is finite; only where there are others.");
    DESCRIPTIONS.put(LOSS_STDDEV, "The standard deviation of the losses (n - 1, unweighted).");
    DESCRIPTIONS.put(LOSS_STDERR, "The standard error of the loss mean.");
    DESCRIPTIONS.put(LOSS_MEAN_CI95_LOW, "The lower end of the 95 % interval of the loss mean.");
    DESCRIPTIONS.put(LOSS_MEAN_CI95_HIGH, "The upper end of the 95 % interval of the loss mean.");
    DESCRIPTIONS.put(LOSS_MIN, "The smallest loss.");
    DESCRIPTIONS.put(LOSS_MAX, "The largest loss.");
    DESCRIPTIONS.put(LOSS_P50, "The median loss, within 1 % of its value.");
    DESCRIPTIONS.put(LOSS_P90, "The 90th percentile of the loss, within 1 % of its value.");
    DESCRIPTIONS.put(LOSS_P99, "The 99th percentile of the loss, within 1 % of its value.");
    DESCRIPTIONS.put(
        INFINITE_LOSS_COUNT,
        "The evaluated rows whose loss is infinite: label mass on a masked class.");
    DESCRIPTIONS.put(PERPLEXITY, "The exponential of the loss mean.");
    DESCRIPTIONS.put(ACCURACY, "The share of the rows whose largest logit is that of the label.");
    DESCRIPTIONS.put(MACRO_F1, "The mean F1 of the classes that are a label or a prediction.");
    DESCRIPTIONS.put(BALANCED_ACCURACY, "The mean recall of the classes that are a label.");
    DESCRIPTIONS.put(
        MATTHEWS_CORRELATION, "The correlation of labels and predictions, from -1 to 1.");
    DESCRIPTIONS.put(
        MARGIN_MEAN, "The mean of the label's probability minus the largest of the others.");
    DESCRIPTIONS.put(
        MARGIN_BELOW_ZERO_SHARE,
        "The share of the rows for which another class is more probable than the label.");
    DESCRIPTIONS.put(
        BRIER_SCORE, "The mean over the rows of the squared distance of softmax and label.");
    DESCRIPTIONS.put(MEAN_CONFIDENCE, "The mean probability of the predicted class.");
    DESCRIPTIONS.put(ECE, "The expected calibration error.");
    DESCRIPTIONS.put(CLASS_PRIOR_ENTROPY, "The entropy of the label distribution, in nats.");
    DESCRIPTIONS.put(NORMALIZED_LOSS, "The loss mean divided by the class-prior entropy.");
  }

  /** Every name above, in the order of the views. */
  public static final List<String> ORDER = List.copyOf(DESCRIPTIONS.keySet());

  /** The number of rows with a class as label; a metric of a class alone. */
  public static final String COUNT = "count";

  /**
   * The share of rows with the label among those predicted as a class; a metric of a class alone.
   */
  public static final String PRECISION = "precision";

  /**
   * The share of rows predicted as a class among those with the label; a metric of a class alone.
   */
  public static final String RECALL = "recall";

  /** The harmonic mean of precision and recall; a metric of a class alone. */
  public static final String F1 = "f1";

  /** The metrics of a class. */
  public static final List<String> OF_CLASS = List.of(COUNT, LOSS_MEAN, PRECISION, RECALL, F1);

  /** The metrics of slice values in views where all metrics would be too many. */
  public static final List<String> SLICE_METRICS =
      List.of(ROW_COUNT, LOSS_MEAN, LOSS_STDERR, ACCURACY);

  private MetricNames() {}

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
