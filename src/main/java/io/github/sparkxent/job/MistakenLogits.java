// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.forall;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.metric.CalibrationSummary;
import io.github.sparkxent.metric.ComparisonSummary;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.row.PredictionKind;
import io.github.sparkxent.sql.evaluation.SequenceTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Finds out whether logits of a side are really probabilities: a mistake that gives plausible
 * losses.
 *
 * <p>The softmax of probabilities is flat: none exceeds e / (e + C - 1), and so no loss is below
 * the negative logarithm of that. The figures of nearly all runs break these bounds, and cost
 * nothing. Only if they hold are the rows read again, up to the first that is no distribution.
 */
final class MistakenLogits {
  private static final String LOGITS = "logits";
  private static final double SLACK = 1e-3;

  private final EvaluationConfig config;
  private final EvaluationInput input;

  MistakenLogits(EvaluationConfig config, EvaluationInput input) {
    this.config = config;
    this.input = input;
  }

  /**
   * Returns what to warn of if all logits of a side are distributions. Of a baseline that is wrong
   * in this way any candidate looks better.
   */
  List<String> warnings(List<SplitSummary> splits, int numClasses) {
    List<String> warnings = new ArrayList<>();
    List<MetricSummary> candidate =
        splits.stream().filter(split -> split.evaluated() > 0).map(SplitSummary::metrics).toList();
    if (config.columns().inputKind() == PredictionKind.LOGITS
        && areProbabilities(
            candidate,
            numClasses,
            input.logitsAsArray(EvaluationInput.LOGITS, config.encoding()))) {
      warnings.add(warning("columns.logits", config.columns().logits(), "columns.input_kind"));
    }
    List<MetricSummary> baseline =
        candidate.stream()
            .map(metrics -> metrics.part(ComparisonSummary.class))
            .filter(comparison -> comparison != null && comparison.rows() > 0)
            .map(ComparisonSummary::baseline)
            .toList();
    if (config.hasBaselineLogits()
        && config.baselineKind() == PredictionKind.LOGITS
        && areProbabilities(
            baseline,
            numClasses,
            input.logitsAsArray(EvaluationInput.BASELINE_LOGITS, config.baselineEncoding()))) {
      warnings.add(
          config.baseline() == null
              ? warning(
                  "columns.baseline_logits",
                  config.columns().baselineLogits(),
                  "columns.input_kind")
              : warning("baseline.logits", config.baseline().logits(), "baseline.input_kind"));
    }
    return warnings;
  }

  private static String warning(String key, String sql, String kind) {
    return (key
            + " \"%s\" look like probabilities: each row is not negative and sums to 1; %s says"
            + " what they are")
        .formatted(sql, kind);
  }

  private boolean areProbabilities(List<MetricSummary> splits, int numClasses, Column logits) {
    return numClasses > 1
        && !splits.isEmpty()
        && splits.stream().allMatch(metrics -> mayBe(metrics, numClasses))
        && noneElse(logits);
  }

  private boolean mayBe(MetricSummary metrics, int numClasses) {
    double most = StrictMath.E / (StrictMath.E + numClasses - 1);
    CalibrationSummary calibration = metrics.part(CalibrationSummary.class);
    boolean flat =
        calibration == null
            || calibration.meanConfidence() == null
            || calibration.meanConfidence() <= most + SLACK;
    LossOptions options = config.loss().options();
    boolean plain = options.labelSmoothing() == 0 && !options.hasClassWeights();
    return flat && !(plain && metrics.loss().lossMin() < -StrictMath.log(most) - SLACK);
  }

  /**
   * Looks at rows, or at the positions of sequences; packed ones do not look like probabilities.
   */
  private boolean noneElse(Column ofRow) {
    Dataset<Row> rows = input.keptRows().select(ofRow.as(LOGITS));
    if (SequenceTypes.isNested(rows.schema().apply(LOGITS).dataType())) {
      rows = rows.select(explode(col(LOGITS)).as(LOGITS));
    }
    Column logits = col(LOGITS);
    Column sum =
        aggregate(logits, lit(0.0), (all, one) -> all.plus(one.cast(DataTypes.DoubleType)));
    Column distribution = forall(logits, one -> one.geq(0)).and(abs(sum.minus(1)).leq(lit(SLACK)));
    return rows.where(size(logits).gt(0).and(distribution.equalTo(false))).isEmpty();
  }
}
