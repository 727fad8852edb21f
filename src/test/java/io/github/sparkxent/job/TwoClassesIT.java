// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** One digit of the sample data against all others: {@code task: binary}. */
class TwoClassesIT extends EvaluationFixture {
  private static final double AUC = 0.986411397211;

  private static final List<String> AREA = List.of("auc", "auc_lower_bound", "auc_upper_bound");

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
        .matches(
            "auc is between 0.9862\\d+ and 0.9865\\d+, which does not tell if it is >= min 0.9864");
    assertThat(value(one, "test", "recall")).isEqualTo(test.details().classes().get(1).recall());
    assertThat(value(one, "test", "precision"))
        .isEqualTo(test.details().classes().get(1).precision());
    assertThat(test.details().curve()).hasSizeBetween(50, 101);

    EvaluationReport two =
        evaluate(
            mnist()
                .selectExpr("split", "array(0f, logits[3]) AS logits", "int(label = 3) AS label"),
            "task=binary",
            "metrics.auc=exact",
            "name=two",
            "slices=[split]");
    assertThat(two.run().input().reader()).isEqualTo("scan");
    assertThat(value(two, "test", "auc"))
        .isEqualTo(exact("test"))
        .isCloseTo(AUC, within(1e-12))
        .isEqualTo(value(two, "test", "auc_lower_bound"))
        .isEqualTo(value(two, "test", "auc_upper_bound"));
    assertThat(value(two, "train", "auc")).isEqualTo(exact("train"));
    assertThat(without(AREA, split(two, "test"))).isEqualTo(without(AREA, test));
    assertThat(split(two, "test").details().curve()).isEqualTo(test.details().curve());
    assertThat(split(two, "test").slices().get(0).metrics().value("auc"))
        .isEqualTo(test.metrics().value("auc"));
  }

  private static Map<String, Number> without(List<String> names, SplitReport split) {
    Map<String, Number> others = new LinkedHashMap<>();
    for (String name : split.metrics().names()) {
      if (!names.contains(name)) {
        others.put(name, split.metrics().value(name));
      }
    }
    return others;
  }

  /** Returns the area of a split by the ranks of its rows. */
  private double exact(String split) {
    List<Row> sorted =
        new ArrayList<>(
            mnist()
                .where("split = '" + split + "'")
                .selectExpr("logits[3]", "label")
                .collectAsList());
    sorted.sort(Comparator.comparing(row -> row.getFloat(0)));
    long twice = 0;
    long zeros = 0;
    long ones = 0;
    for (int from = 0; from < sorted.size(); ) {
      int to = from;
      long onesHere = 0;
      while (to < sorted.size() && sorted.get(to).getFloat(0) == sorted.get(from).getFloat(0)) {
        onesHere += sorted.get(to++).getInt(1) == 3 ? 1 : 0;
      }
      long zerosHere = to - from - onesHere;
      twice += onesHere * (2 * zeros + zerosHere);
      ones += onesHere;
      zeros += zerosHere;
      from = to;
    }
    return (double) twice / (2 * ones * zeros);
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
    assertThatThrownBy(
            () ->
                evaluate(
                    "task: binary",
                    "input.query=SELECT array(array(0F, 1F)) AS logits, array(1) AS label"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("task is binary where columns.logits \"logits\" is array");
  }
}
