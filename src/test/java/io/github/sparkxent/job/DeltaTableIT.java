// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class DeltaTableIT extends VersionedTableFixture {
  DeltaTableIT(SparkSession spark) {
    super(spark, "delta", "predictions");
  }

  @Override
  List<String> versions() {
    return List.of("1", "2");
  }

  /** Makes a table in the test's own directory, whose name is its path. */
  private String atPath(String name) {
    String path = "delta.`" + directory.resolve(name) + "`";
    make(path);
    insert(path, "example_id < 300");
    return path;
  }

  @Test
  void a_table_is_also_named_by_its_path_and_rows_deleted_by_vectors_are_not_promised() {
    String path = atPath("t");
    spark.sql("ALTER TABLE " + path + " SET TBLPROPERTIES ('delta.enableDeletionVectors'='true')");
    spark.sql("DELETE FROM " + path + " WHERE example_id = 7");

    EvaluationReport report = ofTable(path);

    assertThat(report.splits())
        .isEqualTo(evaluate(mnist().where("example_id < 300 AND example_id <> 7")).splits());
    assertThat(version(report).version()).isEqualTo("3");
    assertThat(report.run().input().rowsPromised()).isEqualTo(299);
    assertThat(ofTable(path, "input.version=1").run().input().rowsPromised()).isEqualTo(300);
  }

  @Test
  void rows_that_the_log_promises_and_files_do_not_have_end_the_run() throws IOException {
    String path = atPath("t");
    Path log = directory.resolve("t/_delta_log/00000000000000000001.json");
    String committed = Files.readString(log);
    Files.delete(log.resolveSibling("." + log.getFileName() + ".crc"));
    Files.writeString(
        log, committed.replaceFirst("numRecords\\\\\":\\d+", "numRecords\\\\\":1000"));

    assertThatThrownBy(() -> ofTable(path))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> assertThat(e.kind()).isEqualTo(EvaluationException.Kind.INPUT))
        .hasMessageMatching("rows read are 300, expected the \\d{4} that the table itself says.*");
  }
}
