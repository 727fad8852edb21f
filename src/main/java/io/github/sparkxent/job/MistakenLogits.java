// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.forall;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.metric.CalibrationSummary;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.row.PredictionKind;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * Finds out whether the logits are really probabilities: a mistake that gives plausible losses.
 *
 * <p>The softmax of probabilities is flat: none exceeds e / (e + C - 1), and so no loss is below
 * the negative logarithm of that. The figures of nearly all runs break these bounds, and cost
 * nothing. Only if they hold are the rows read again, up to the first that is no distribution.
 */
final class MistakenLogits {
  private static final double SLACK = 1e-3;

  private final EvaluationConfig config;
  private final EvaluationInput input;

  MistakenLogits(EvaluationConfig config, EvaluationInput input) {
    this.config = config;
    this.input = input;
  }

  /** Returns what to warn of if all logits are distributions. */
  List<String> warnings(List<SplitSummary> splits, int numClasses) {
    return areProbabilities(splits, numClasses)
        ? List.of(
            ("columns.logits \"%s\" look like probabilities: each row is not negative and sums to"
                    + " 1; columns.input_kind says what they are")
                .formatted(config.columns().logits()))
        : List.of();
  }

  private boolean areProbabilities(List<SplitSummary> splits, int numClasses) {
    return config.columns().inputKind() == PredictionKind.LOGITS
        && numClasses > 1
        && splits.stream().anyMatch(split -> split.evaluated() > 0)
        && splits.stream().allMatch(split -> mayBe(split, numClasses))
        && noneElse();
  }

  private boolean mayBe(SplitSummary split, int numClasses) {
    if (split.evaluated() == 0) {
      return true;
    }
    double most = StrictMath.E / (StrictMath.E + numClasses - 1);
    MetricSummary metrics = split.metrics();
    CalibrationSummary calibration = metrics.part(CalibrationSummary.class);
    boolean flat =
        calibration == null
            || calibration.meanConfidence() == null
            || calibration.meanConfidence() <= most + SLACK;
    LossOptions options = config.loss().options();
    boolean plain = options.labelSmoothing() == 0 && !options.hasClassWeights();
    return flat && !(plain && metrics.loss().lossMin() < -StrictMath.log(most) - SLACK);
  }

  private boolean noneElse() {
    Column logits = input.logitsAsArray();
    Column sum =
        aggregate(logits, lit(0.0), (all, one) -> all.plus(one.cast(DataTypes.DoubleType)));
    Column distribution = forall(logits, one -> one.geq(0)).and(abs(sum.minus(1)).leq(lit(SLACK)));
    return input.rows().where(size(logits).gt(0).and(distribution.equalTo(false))).isEmpty();
  }
}
