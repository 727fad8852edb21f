// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Rows that hold a sequence of predictions each. */
class SequencesIT extends EvaluationFixture {
  SequencesIT(SparkSession spark) {
    super(spark);
  }

  /** The sample by sequences of ten examples that follow each other. */
  private Path mnistSequences(String logits) {
    mnist().createOrReplaceTempView("mnist");
    return written(
        "sequences",
        spark.sql(
            "SELECT CAST(example_id DIV 10 AS BIGINT) AS id, split,"
                + " transform(array_sort(collect_list(struct(example_id, "
                + logits
                + " AS z))), x -> x.z) AS logits,"
                + " transform(array_sort(collect_list(struct(example_id, label))),"
                + " x -> CAST(x.label AS INT)) AS label,"
                + " CAST(sum(label + 1) AS INT) AS bytes"
                + " FROM mnist GROUP BY example_id DIV 10, split"));
  }

  @Test
  void the_sample_by_sequences_has_the_losses_of_the_flat_one_and_their_errors_by_sequences() {
    Path files = mnistSequences("logits");

    EvaluationReport report =
        evaluate(files, "columns={id: id, bytes: bytes}", "metrics.worst_rows=2");

    assertThat(value(report, "test", "loss_mean")).isEqualTo(0.19587791143237193);
    assertThat(value(report, "test", "loss_stderr")).isCloseTo(0.0204879817596, within(1e-13));
    assertThat(value(report, "test", "bits_per_byte")).isCloseTo(0.0523464094551, within(1e-13));
    assertThat(report.run().input().reader()).isEqualTo("spark");
    SplitReport test = split(report, "test");
    assertThat(test.rows().evaluated()).isEqualTo(2000);
    assertThat(test.sequences().worst()).hasSize(2);
  }
}
