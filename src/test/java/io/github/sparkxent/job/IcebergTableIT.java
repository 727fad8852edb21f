// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.PinnedTable;
import io.github.sparkxent.report.EvaluationReport;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class IcebergTableIT extends VersionedTableFixture {
  IcebergTableIT(SparkSession spark) {
    super(spark, "iceberg", "lake.db.predictions");
  }

  @Override
  List<String> versions() {
    return snapshots(table);
  }

  private List<String> snapshots(String name) {
    return spark
        .sql("SELECT snapshot_id FROM " + name + ".snapshots ORDER BY committed_at")
        .collectAsList()
        .stream()
        .map(row -> Long.toString(row.getLong(0)))
        .toList();
  }

  @Test
  void a_tag_is_the_snapshot_that_it_names_in_a_session_with_another_database_too() {
    String own = "lake.db.tagged";
    make(own);
    insert(own, "example_id < 300");
    spark.sql("ALTER TABLE " + own + " CREATE TAG release");
    insert(own, "example_id BETWEEN 300 AND 499");
    spark.sql("USE lake.db");

    EvaluationReport report = ofTable("tagged", "input.version=release");

    assertThat(version(report).version()).isEqualTo(snapshots(own).get(0));
    assertThat(version(report).given()).isEqualTo("release");
    assertThat(report.run().input().rowsPromised()).isEqualTo(300);
    // A name with the tag in it has a snapshot already.
    assertThat(ofTable(own + ".tag_release").run().input().tables()).isEmpty();
  }

  @Test
  void deleted_rows_are_not_read_and_nothing_is_promised_where_files_of_deletes_are() {
    String own = "lake.db.deleted";
    make(own);
    spark.sql("ALTER TABLE " + own + " SET TBLPROPERTIES ('write.delete.mode'='merge-on-read')");
    insert(own, "example_id < 300");
    spark.sql("DELETE FROM " + own + " WHERE example_id = 7");

    EvaluationReport report = ofTable(own);

    assertThat(report.splits())
        .isEqualTo(evaluate(mnist().where("example_id < 300 AND example_id <> 7")).splits());
    assertThat(version(report).version()).isEqualTo(snapshots(own).get(1));
    assertThat(report.run().input().rowsPromised()).isNull();
  }

  @Test
  void a_renamed_column_is_read_by_its_new_name_and_a_commit_meanwhile_is_noticed() {
    String own = "lake.db.renamed";
    make(own);
    insert(own, "example_id < 300");
    spark.sql("ALTER TABLE " + own + " RENAME COLUMN logits TO scores");

    EvaluationReport report = ofTable(own, "columns.logits=scores");

    assertThat(version(report).version()).isEqualTo(snapshots(own).get(0));
    EvaluationConfig config = configuration("input: {table: " + own + "}").read();
    PinnedTable read = PinnedTable.of(spark, config.input().source());
    read.requireSame();
    spark.sql("DELETE FROM " + own + " WHERE example_id = 7");
    assertThatThrownBy(read::requireSame)
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "input.table %s is at snapshot %s now, expected %s as at the start; its columns were"
                    .formatted(own, snapshots(own).get(1), snapshots(own).get(0))
                + " changed after that snapshot, so that it could not be read by its id");
  }
}
