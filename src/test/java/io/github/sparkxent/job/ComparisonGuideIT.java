// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.report.ComparisonReport;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.text.ConsoleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What README.md and docs/comparison.md say of the sample's two models. */
class ComparisonGuideIT extends EvaluationFixture {
  private static final Pattern OUTPUT =
      Pattern.compile("```text\\n(?<lines>compared with the baseline\\n.*?)```", Pattern.DOTALL);

  ComparisonGuideIT(SparkSession spark) {
    super(spark);
  }

  private EvaluationReport evaluateSample() throws IOException {
    return evaluate(Files.readString(Path.of("conf/mnist-compare.yaml")));
  }

  private static String decimals(double value, int count) {
    return String.format(Locale.ROOT, "%." + count + "f", value);
  }

  @Test
  void the_readme_has_lines_of_the_real_output() throws IOException {
    EvaluationReport report = evaluateSample();
    Matcher block = OUTPUT.matcher(Files.readString(Path.of("README.md")));
    assertThat(block.find()).isTrue();
    assertThat(new ConsoleReport(false).render(report).split("\\R"))
        .containsSubsequence(
            block
                .group("lines")
                .lines()
                .filter(line -> !line.equals("..."))
                .toArray(String[]::new));
    assertThat(report.passed()).isTrue();
  }

  @Test
  void pairing_saves_as_many_rows_as_the_guide_says() throws IOException {
    String guide = Files.readString(Path.of("docs/comparison.md"));
    EvaluationReport report = evaluateSample();
    ComparisonReport comparison = split(report, "test").comparison();
    MetricDifference loss = comparison.metric("loss_mean");
    EvaluationReport baseline = evaluate(Path.of("data/mnist/softmax_regression"), "name=baseline");
    double unpaired =
        Math.hypot(value(report, "test", "loss_stderr"), value(baseline, "test", "loss_stderr"));

    assertThat(guide)
        .contains("D of the mean loss is " + decimals(loss.difference(), 3))
        .contains("its standard error is " + decimals(loss.stderr(), 4))
        .contains("would be " + decimals(unpaired, 4))
        .contains("take " + decimals(Math.pow(unpaired / loss.stderr(), 2), 1) + " times");
    MetricDifference accuracy = comparison.metric("accuracy");
    assertThat(guide)
        .contains(accuracy.better() + " wins and " + accuracy.worse() + " losses, p = 2.7e-10");
    assertThat(comparison.mcnemarP()).isBetween(2.65e-10, 2.75e-10);
    assertThat(guide).contains("it is " + decimals(comparison.klDivergence(), 3) + " for the MLP");
  }

  @Test
  void the_divergence_has_a_direction() throws IOException {
    EvaluationReport swapped =
        evaluate(
            Files.readString(Path.of("conf/mnist-compare.yaml")),
            "input.path=data/mnist/softmax_regression",
            "baseline.path=data/mnist/mlp",
            "gates=[]");
    ComparisonReport comparison = split(swapped, "test").comparison();
    assertThat(Files.readString(Path.of("docs/comparison.md")))
        .contains("and " + decimals(comparison.klDivergence(), 3) + " with the\nmodels swapped");
  }
}
