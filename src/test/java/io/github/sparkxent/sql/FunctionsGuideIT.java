// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs each example of docs/sql-functions.md and compares what it gives, or how it fails, with what
 * stands there.
 */
@ExtendWith(SparkSessions.class)
class FunctionsGuideIT {
  private static final Pattern EXAMPLE =
      Pattern.compile("```sql\\n(.*?)```\\s*```(json|error)\\n(.*?)```", Pattern.DOTALL);

  private static final Path GUIDE = Path.of("docs/sql-functions.md");

  private final SparkSession spark;

  FunctionsGuideIT(SparkSession spark) {
    this.spark = spark;
  }

  @TestFactory
  Stream<DynamicTest> each_example_gives_what_the_guide_says() throws IOException {
    XentFunctions.registerAll(spark);
    String guide = Files.readString(GUIDE);
    List<MatchResult> examples = EXAMPLE.matcher(guide).results().toList();
    assertThat(examples).hasSize(guide.split("```sql\n", -1).length - 1);

    return examples.stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.group(1).strip(),
                    () -> {
                      if (example.group(2).equals("error")) {
                        assertFails(example.group(1), example.group(3).strip());
                      } else {
                        assertThat(rows(example.group(1))).isEqualTo(example.group(3).strip());
                      }
                    }));
  }

  private String rows(String query) {
    return String.join("\n", spark.sql(query).toJSON().collectAsList());
  }

  /** Each query of a block, one a line, fails with the message on the same line. */
  private void assertFails(String queries, String messages) {
    List<String> each = queries.strip().lines().toList();
    List<String> expected = messages.lines().toList();
    assertThat(expected).hasSameSizeAs(each);
    for (int i = 0; i < each.size(); i++) {
      String query = each.get(i);
      assertThatThrownBy(() -> rows(query)).as(query).hasStackTraceContaining(expected.get(i));
    }
  }

  @Test
  void each_function_of_the_catalog_has_a_section_with_all_parts() throws IOException {
    String guide = Files.readString(GUIDE);
    List<Row> functions = spark.sql("SHOW USER FUNCTIONS IN xent").collectAsList();

    assertThat(functions).hasSizeGreaterThan(10);
    for (Row function : functions) {
      String name = function.getString(0).replaceFirst(".*\\.", "");
      assertThat(guide).contains("## " + name + "\n");
      String section = guide.substring(guide.indexOf("## " + name + "\n") + 3);
      section = section.substring(0, section.indexOf("\n## "));
      assertThat(section)
          .as(name)
          .contains(
              "    xent." + name + "(",
              "- **Result**: ",
              "- **Nulls**: ",
              "- **NaN, infinities**: ",
              "- **Errors**: ",
              "```json",
              "```error");
    }
  }
}
