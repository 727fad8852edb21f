// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.report.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The public functions give the job's sums and means of each split, bit for bit. */
class SqlAgreesWithJobIT extends EvaluationFixture {
  private static final Pattern README_QUERY =
      Pattern.compile("```sql\\n(.*?)```\\s*```text\\n(.*?)```", Pattern.DOTALL);

  SqlAgreesWithJobIT(SparkSession spark) {
    super(spark);
  }

  @Test
  void the_query_of_the_readme_gives_the_figures_of_its_command() throws IOException {
    Matcher example = README_QUERY.matcher(Files.readString(Path.of("README.md")));
    assertThat(example.find()).isTrue();
    EvaluationReport report = evaluate(Files.readString(Path.of("conf/mnist.yaml")));

    List<Row> splits = spark.sql(example.group(1)).collectAsList();

    assertSameBits(report, splits, "test", "train", "validation");
    assertThat(splits)
        .extracting(row -> row.mkString(" "))
        .containsExactly(lines(example.group(2)));
  }

  @Test
  void soft_labels_and_double_logits_give_the_same_as_well() {
    Path files = written("soft", softlyLabelled());

    EvaluationReport report = evaluate(files, "quality={invalid_rows: skip}");

    assertSameBits(
        report,
        spark
            .sql(
                "SELECT split, xent.exact_sum(loss) AS loss_sum, xent.exact_mean(loss) AS loss_mean"
                    + " FROM (SELECT split,"
                    + " xent.softmax_cross_entropy_with_logits(logits, label) AS loss"
                    + " FROM parquet.`"
                    + files
                    + "`) GROUP BY split ORDER BY split")
            .collectAsList(),
        "a",
        "b",
        "c");
  }

  /** 3,000 rows of 7 classes in three splits; some logits are masked, some rows have none. */
  private Dataset<Row> softlyLabelled() {
    String masses = "transform(sequence(0, 6), c -> abs(sin(id * 31 + c * 17)) + 0.01D)";
    return spark
        .range(3000)
        .selectExpr(
            "element_at(array('a', 'b', 'c'), int(id % 3) + 1) AS split",
            "if(id % 100 = 99, null, transform(sequence(0, 6), c -> if(id % 10 = 7 AND c = 6,"
                + " -double('inf'), 8 * sin(id * 7919 + c * 104729)))) AS logits",
            "if(id % 10 = 7, array(0D, 0.25D, 0D, 0.75D, 0D, 0D, 0D), " + masses + ") AS masses")
        .selectExpr(
            "split",
            "logits",
            "transform(masses, m -> m / aggregate(masses, 0D, (s, x) -> s + x)) AS label")
        .repartition(4);
  }

  private static void assertSameBits(EvaluationReport report, List<Row> rows, String... splits) {
    assertThat(rows).extracting(row -> row.getAs("split")).containsExactly((Object[]) splits);
    for (Row row : rows) {
      for (String metric : List.of("loss_sum", "loss_mean")) {
        double figure = row.getAs(metric);
        assertThat(Double.toHexString(figure))
            .as("%s of %s", metric, row.getAs("split").toString())
            .isEqualTo(Double.toHexString(value(report, row.getAs("split"), metric)));
      }
    }
  }

  private static String[] lines(String text) {
    return text.strip().replaceAll(" +", " ").split("\\R");
  }
}
