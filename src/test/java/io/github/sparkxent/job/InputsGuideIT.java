// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.report.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the examples of docs/inputs.md and docs/two-classes.md and compares what they give. */
class InputsGuideIT extends EvaluationFixture {
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```sql\\n(?<sql>.*?)```"
              + "|```yaml\\n(?<yaml>(?:(?!```).)*)```\\s*```text\\n(?<text>.*?)```",
          Pattern.DOTALL);

  InputsGuideIT(SparkSession spark) {
    super(spark);
  }

  @TestFactory
  Stream<DynamicTest> each_example_gives_what_the_guide_says() throws IOException {
    String guides =
        Files.readString(Path.of("docs/inputs.md"))
            + Files.readString(Path.of("docs/two-classes.md"));
    Matcher examples = EXAMPLE.matcher(guides);
    List<DynamicTest> tests = new ArrayList<>();
    while (examples.find()) {
      String sql = examples.group("sql");
      String yaml = examples.group("yaml");
      String text = examples.group("text");
      tests.add(
          DynamicTest.dynamicTest(
              (sql == null ? yaml : sql).strip(),
              () -> {
                if (sql != null) {
                  spark.sql(sql);
                } else {
                  assertThat(figures(yaml, text)).isEqualTo(text.strip());
                }
              }));
    }
    assertThat(tests).hasSizeGreaterThan(10);
    return tests.stream();
  }

  /** Evaluates and gives the figures that a text has, one a line: split, metric, value. */
  private String figures(String yaml, String text) {
    EvaluationReport report = evaluate(yaml);
    List<String> lines = new ArrayList<>();
    for (String line : text.strip().split("\\R")) {
      String[] words = line.split(" ");
      String value =
          report.splits().stream()
              .filter(split -> words[0].equals(split.split()))
              .map(split -> String.valueOf(split.metrics().value(words[1])))
              .findFirst()
              .orElse("no split");
      lines.add(words[0] + " " + words[1] + " " + value);
    }
    return String.join("\n", lines);
  }
}
