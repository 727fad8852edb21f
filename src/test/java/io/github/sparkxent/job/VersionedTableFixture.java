// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.PinnedTable;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.TableVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tables of a format with versions: one of the first rows of the sample, then of more, then without
 * some of them. They need Spark with the format's connector: {@code scripts/test-tables.sh}.
 */
@Tag("tables")
abstract class VersionedTableFixture extends EvaluationFixture {
  private static final String FIRST = "example_id < 300";
  private static final String MORE = "example_id BETWEEN 300 AND 499";
  private static final int ROWS = 500;

  private static final Set<String> made = new HashSet<>();

  private final String format;
  final String table;

  /**
   * Creates the fixture.
   *
   * @param table the name of the table; it is made once
   */
  VersionedTableFixture(SparkSession spark, String format, String table) {
    super(spark);
    this.format = format;
    this.table = table;
  }

  /** Returns the versions that the table has, from the first one with rows. */
  abstract List<String> versions();

  /** Makes the table once. The thread of a test has no session of its own. */
  @BeforeEach
  void create() {
    if (made.add(format)) {
      make(table);
      insert(table, FIRST);
      insert(table, MORE);
    }
  }

  final void make(String name) {
    spark.sql(
        "CREATE TABLE %s (example_id BIGINT, split STRING, label INT, logits ARRAY<FLOAT>) USING %s"
            .formatted(name, format));
  }

  final void insert(String name, String where) {
    spark.sql(
        "INSERT INTO %s SELECT example_id, split, label, logits FROM parquet.`%s` WHERE %s"
            .formatted(name, MNIST, where));
  }

  final EvaluationReport ofTable(String name, String... settings) {
    return evaluate("input: {table: \"" + name + "\"}", settings);
  }

  private EvaluationReport ofFiles(String where) {
    return evaluate(mnist().where(where));
  }

  static TableVersion version(EvaluationReport report) {
    assertThat(report.run().input().tables()).hasSize(1);
    return report.run().input().tables().get(0);
  }

  @Test
  void the_current_version_is_read_and_reported_with_the_rows_that_the_table_says_it_has() {
    EvaluationReport report = ofTable(table, "output.losses=true");

    assertThat(report.splits()).isEqualTo(ofFiles("example_id < 500").splits());
    assertThat(report.run().input().rowsPromised()).isEqualTo(ROWS);
    TableVersion version = version(report);
    assertThat(version.key()).isEqualTo("input");
    assertThat(version.format()).isEqualTo(format);
    assertThat(version.version()).isEqualTo(versions().get(1));
    assertThat(version.given()).isNull();
    assertThat(version.committed()).isNotNull();
    assertThat(version.rowsPromised()).isEqualTo(ROWS);
  }

  @Test
  void a_version_that_is_given_has_the_figures_of_its_time() {
    String first = versions().get(0);

    EvaluationReport report = ofTable(table, "input.version=" + first);

    assertThat(report.splits()).isEqualTo(ofFiles(FIRST).splits());
    assertThat(report.run().input().rowsPromised()).isEqualTo(300);
    assertThat(version(report).version()).isEqualTo(first);
    assertThat(version(report).given()).isEqualTo(first);
  }

  @Test
  void labels_have_a_version_of_their_own() {
    String first = versions().get(0);

    EvaluationReport report =
        evaluate(
            "{input: {table: %s}, labels: {table: %s, version: %s, unmatched: skip}}"
                .formatted(table, table, first),
            "columns.id=example_id",
            "quality.invalid_rows=skip");

    List<TableVersion> versions = report.run().input().tables();
    assertThat(versions).extracting(TableVersion::key).containsExactly("input", "labels");
    assertThat(versions).extracting(TableVersion::version).isEqualTo(reversed(versions()));
    assertThat(versions).extracting(TableVersion::rowsPromised).containsExactly(500L, 300L);
    assertThat(report.splits().stream().mapToLong(split -> split.rows().invalid()).sum())
        .isEqualTo(200);
  }

  private static List<String> reversed(List<String> two) {
    return List.of(two.get(1), two.get(0));
  }

  @Test
  void a_commit_between_planning_and_reading_changes_nothing() {
    String own = table + "_changed";
    make(own);
    insert(own, FIRST);
    EvaluationConfig config = configuration("input: {table: " + own + "}").read();
    PinnedTable pinned = PinnedTable.of(spark, config.input().source());

    insert(own, MORE);

    assertThat(pinned.rows().count()).isEqualTo(300);
    pinned.requireSame();
    assertThat(ofTable(own).run().input().rowsPromised()).isEqualTo(ROWS);
  }

  @Test
  void a_version_that_is_not_there_is_refused_with_those_that_are() {
    assertThatThrownBy(() -> ofTable(table, "input.version=\"777\""))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> assertThat(e.kind()).isEqualTo(EvaluationException.Kind.CONFIGURATION))
        .hasMessageStartingWith("input.version \"777\" is not there: " + table + " has ")
        .hasMessageContaining(versions().get(1));
  }
}
