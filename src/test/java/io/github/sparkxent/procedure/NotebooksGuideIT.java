// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs each SQL example of docs/notebooks.md, in order, and compares what it gives. */
@ExtendWith(SparkSessions.class)
class NotebooksGuideIT {
  private static final Pattern EXAMPLE =
      Pattern.compile("```sql\\n(.*?)```(?:\\s*```(json|error)\\n(.*?)```)?", Pattern.DOTALL);
  private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  private final SparkSession spark;
  private final String guide;

  NotebooksGuideIT(SparkSession spark) throws IOException {
    this.spark = spark;
    guide = Files.readString(Path.of("docs/notebooks.md"));
    spark.conf().set("spark.sql.catalog.xent", XentProcedureCatalog.class.getName());
  }

  @TestFactory
  Stream<DynamicTest> each_example_gives_what_the_guide_says() {
    return EXAMPLE
        .matcher(guide)
        .results()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.group(1).strip(),
                    () -> {
                      if ("error".equals(example.group(2))) {
                        assertFail(example.group(1), example.group(3));
                      } else {
                        assertGives(example.group(1), example.group(3));
                      }
                    }));
  }

  private void assertGives(String statement, String expected) {
    String here = Path.of("").toAbsolutePath().toString();
    List<String> rows =
        spark.sql(statement).toJSON().collectAsList().stream()
            .map(row -> row.replace(here, "/home/me"))
            .toList();
    if (expected != null) {
      List<String> lines = expected.strip().lines().toList();
      boolean isCut = lines.get(lines.size() - 1).equals("...");
      assertThat(rows.subList(0, isCut ? lines.size() - 1 : rows.size()))
          .isEqualTo(isCut ? lines.subList(0, lines.size() - 1) : lines);
    }
  }

  private void assertFail(String statements, String messages) {
    List<String> expected = messages.strip().lines().toList();
    List<String> each = statements.strip().lines().toList();
    assertThat(expected).hasSameSizeAs(each);
    for (int i = 0; i < each.size(); i++) {
      String statement = each.get(i);
      assertThatThrownBy(() -> spark.sql(statement)).hasMessage(expected.get(i));
    }
  }

  @Test
  void the_java_example_is_the_code_of_a_test() throws IOException {
    String test =
        Files.readString(Path.of("src/test/java/io/github/sparkxent/job/EvaluationCallIT.java"));

    assertThat(JAVA.matcher(guide).results())
        .isNotEmpty()
        .allSatisfy(
            example -> assertThat(test).containsIgnoringWhitespaces(example.group(1).strip()));
  }
}
