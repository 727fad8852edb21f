// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.SplitReport;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A baseline whose predictions stand in a data set of their own. */
class BaselineIT extends EvaluationFixture {
  private static final String SOFTMAX = "data/mnist/softmax_regression";
  private static final String ID = "columns.id=example_id";

  private Path candidate;
  private Path baseline;

  BaselineIT(SparkSession spark) {
    super(spark);
  }

  /** A few rows of both models: splits and labels are the candidate's alone. */
  @BeforeEach
  void write() {
    candidate = written("candidate", mnist().where("example_id % 25 = 0"));
    baseline = written("baseline", baseline("true"));
  }

  private Dataset<Row> baseline(String where) {
    return spark
        .read()
        .parquet(SOFTMAX)
        .where("example_id % 25 = 0 and " + where)
        .selectExpr("int(example_id) AS image", "logits AS scores", "label AS digit");
  }

  private static String at(Path path, String more) {
    return "baseline={path: " + path + ", id: image, logits: scores" + more + "}";
  }

  /** Compares without a join: both predictions stand in one row. */
  private List<SplitReport> inOneRow() {
    Dataset<Row> both =
        spark.read().parquet(candidate.toString()).withColumnRenamed("example_id", "id");
    Path files =
        written(
            "both",
            both.join(
                spark.read().parquet(baseline.toString()),
                both.col("id").equalTo(org.apache.spark.sql.functions.col("image"))));
    return evaluate(files, "columns={id: id, baseline_logits: scores}").splits();
  }

  private EvaluationException refused(String... settings) {
    return catchThrowableOfType(EvaluationException.class, () -> evaluate(candidate, settings));
  }

  @Test
  void gives_the_figures_that_it_gives_in_one_row() {
    List<SplitReport> joined = evaluate(candidate, ID, at(baseline, "")).splits();

    assertThat(joined).isEqualTo(inOneRow());
    assertThat(joined).allSatisfy(split -> assertThat(split.comparison()).isNotNull());
    assertThat(joined.stream().mapToLong(split -> split.comparison().rows()).sum()).isEqualTo(400);
  }
}
