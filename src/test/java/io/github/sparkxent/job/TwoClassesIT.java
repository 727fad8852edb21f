// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** One digit of the sample data against all others: {@code task: binary}. */
class TwoClassesIT extends EvaluationFixture {
  private static final double AUC = 0.986411397211;

  private static final String ONE_DIGIT =
      """
      task: binary
      input: {path: data/mnist/mlp}
      columns: {logits: "logits[3]", label: "label = 3"}
      classes: [other, three]
      gates:
        - {split: test, metric: auc, min: 0.98}
        - {split: test, metric: auc, min: 0.9864}
        - {split: test, metric: auc, max: 0.98}
      """;

  TwoClassesIT(SparkSession spark) {
    super(spark);
  }

  @Test
  void one_logit_and_a_condition_give_the_bits_of_two_logits_and_class_ids() {
    EvaluationReport one = evaluate(ONE_DIGIT);
    SplitReport test = split(one, "test");

    assertThat(value(one, "test", "loss_mean")).isCloseTo(1.84667537467, within(1e-11));
    assertThat(value(one, "test", "auc_lower_bound")).isLessThan(AUC).isGreaterThan(0.986);
    assertThat(value(one, "test", "auc_upper_bound")).isGreaterThan(AUC).isLessThan(0.987);
    assertThat(one.gates())
        .extracting(Verdict::outcome)
        .containsExactly(Verdict.Outcome.PASS, Verdict.Outcome.INCONCLUSIVE, Verdict.Outcome.FAIL);
    assertThat(one.gates().get(1).reason())
        .matches("auc is between 0.9862\\d+ and 0.9865\\d+, its bounds, and so is min 0.9864");
    assertThat(value(one, "test", "recall")).isEqualTo(test.details().classes().get(1).recall());
    assertThat(value(one, "test", "precision"))
        .isEqualTo(test.details().classes().get(1).precision());
    assertThat(test.details().curve()).hasSizeBetween(50, 101);

    EvaluationReport two =
        evaluate(
            mnist()
                .selectExpr("split", "array(0f, logits[3]) AS logits", "int(label = 3) AS label"),
            "task=binary",
            "name=two",
            "slices=[split]");
    assertThat(two.run().input().reader()).isEqualTo("scan");
    assertThat(split(two, "test").metrics()).isEqualTo(test.metrics());
    assertThat(split(two, "test").details().curve()).isEqualTo(test.details().curve());
    assertThat(split(two, "test").slices().get(0).metrics().value("auc"))
        .isEqualTo(test.metrics().value("auc"));
  }

  @Test
  void one_probability_has_the_other_beside_it() {
    String rows =
        "SELECT * FROM VALUES (0.25F, true), (0.75F, true), (0.5F, false), (CAST(null AS FLOAT),"
            + " true), (1.5F, true) AS t(p, y)";
    EvaluationReport report =
        evaluate(
            "task: binary",
            "input.query=" + rows,
            "columns={logits: p, label: y, input_kind: probabilities}",
            "quality.invalid_rows=skip",
            "metrics.threshold=0.25");

    double sum = -StrictMath.log(0.25) - StrictMath.log(0.75) - StrictMath.log(0.5);
    assertThat(value(report, "all", "loss_sum")).isCloseTo(sum, within(1e-15));
    assertThat(value(report, "all", "auc")).isEqualTo(0.5);
    assertThat(value(report, "all", "recall")).isEqualTo(0.5);
    assertThat(value(report, "all", "specificity")).isEqualTo(0.0);
    assertThat(split(report, "all").rows().invalidByReason())
        .containsEntry("null_logits", 1L)
        .containsEntry("invalid_probability", 1L);
    assertThatThrownBy(
            () ->
                evaluate(
                    "task: binary",
                    "input.query=" + rows,
                    "columns={logits: p, label: y, input_kind: log_probabilities}"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("columns.logits \"p\" is float, one log-probability, expected");
  }
}
