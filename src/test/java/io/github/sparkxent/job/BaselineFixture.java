// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.sparkxent.job.failure.EvaluationException;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;

/** Rows of a candidate, and those of a baseline in a data set of their own. */
abstract class BaselineFixture extends EvaluationFixture {
  static final String SOFTMAX = "data/mnist/softmax_regression";
  static final String ID = "columns.id=example_id";

  Path candidate;
  Path baseline;

  BaselineFixture(SparkSession spark) {
    super(spark);
  }

  /** A few rows of both models: splits and labels are the candidate's alone. */
  @BeforeEach
  void write() {
    candidate = written("candidate", mnist().where("example_id % 25 = 0"));
    baseline = written("baseline", baseline("true"));
  }

  Dataset<Row> baseline(String where) {
    return spark
        .read()
        .parquet(SOFTMAX)
        .where("example_id % 25 = 0 and " + where)
        .selectExpr("int(example_id) AS image", "logits AS scores", "label AS digit");
  }

  static String at(Path path, String more) {
    return "baseline={path: " + path + ", id: image, logits: scores" + more + "}";
  }

  EvaluationException refused(String... settings) {
    return catchThrowableOfType(EvaluationException.class, () -> evaluate(candidate, settings));
  }
}
