// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.SparkSessions;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which queries are pushed, and that all of them give what they give over Spark's own reader. */
@ExtendWith(SparkSessions.class)
class PushedEvaluationIT {
  private static final String ALL = "split, logits, label, weight, id, slice_0";
  private static final EvaluationOptions OPTIONS = ScanPlans.options("country");

  @TempDir private static Path directory;

  @BeforeAll
  static void write(SparkSession spark) {
    ScanFixture.write(ScanFixture.rows(spark, 3000), directory);
  }

  private final SparkSession own;

  PushedEvaluationIT(SparkSession spark) {
    own = session(spark, OPTIONS, OPTIONS);
  }

  private static SparkSession session(
      SparkSession spark, EvaluationOptions options, EvaluationOptions planned) {
    SparkSession session = ScanFixture.session(spark, options);
    ScanFixture.views(
        session, directory, ScanPlans.of(spark, "file", directory, ScanFixture.COLUMNS, planned));
    return session;
  }

  private static String merged(String arguments, String rest) {
    return "SELECT xent.merge_states(state) FROM (SELECT xent.evaluate(%s) AS state FROM %s)"
        .formatted(arguments, rest);
  }

  private static byte[] state(Dataset<Row> query) {
    return (byte[]) query.collectAsList().get(0).get(0);
  }

  /** Runs a query over both views, whose name in the query is TABLE. */
  private static void compare(SparkSession session, String query, boolean pushed) {
    Dataset<Row> scanned = session.sql(query.replace("TABLE", "scan"));

    assertThat(ScanFixture.isPushed(scanned)).as(ScanFixture.explained(scanned)).isEqualTo(pushed);
    byte[] state = state(scanned);
    assertThat(state).isEqualTo(state(session.sql(query.replace("TABLE", "files"))));
    assertThat(EvaluationState.fromByteArray(state).commonNumClasses()).isEqualTo(10);
  }

  @Test
  void an_evaluation_of_units_is_pushed_and_gives_the_state_of_all_rows() {
    Dataset<Row> query = own.sql(merged(ALL, "scan GROUP BY unit"));

    assertThat(state(query))
        .isEqualTo(state(own.sql("SELECT xent.evaluate(" + ALL + ") FROM files")));
    assertThat(ScanFixture.explained(query))
        .contains(
            "columns: [split, logits, label, weight, id, slice_0], files: 3, row groups: ",
            "PushedAggregates: [evaluate(split, logits, label, weight, id, slice_0)],"
                + " PushedGroupBy: [unit]")
        .doesNotContain(directory.getFileName().toString(), "hashpartitioning(unit");
  }

  @Test
  void it_is_pushed_by_data_sets_too() {
    Dataset<Row> states =
        own.table("scan")
            .groupBy("unit")
            .agg(
                call_function(
                        "xent.evaluate",
                        col("split"),
                        col("logits"),
                        col("label"),
                        col("weight"),
                        lit(null).cast("string"),
                        col("slice_0"))
                    .as("state"));
    Dataset<Row> query = states.agg(call_function("xent.merge_states", col("state")));

    assertThat(ScanFixture.isPushed(query)).isTrue();
    assertThat(ScanFixture.explained(query))
        .contains("evaluate(split, logits, label, weight, slice_0)");
    assertThat(state(query))
        .isEqualTo(
            state(
                own.sql(
                    "SELECT xent.evaluate("
                        + ALL.replace("id", "CAST(NULL AS STRING)")
                        + ") FROM files")));
  }

  @Test
  void columns_that_are_no_arguments_are_not_read() {
    SparkSession session = session(own, ScanPlans.withoutIds(), ScanPlans.withoutIds());
    String query = merged("split, logits, label, weight", "TABLE GROUP BY unit");

    compare(session, query, true);
    assertThat(ScanFixture.explained(session.sql(query.replace("TABLE", "scan"))))
        .contains("columns: [split, logits, label, weight], ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scan WHERE split = 'dev' GROUP BY unit",
        "(SELECT * FROM scan UNION ALL SELECT * FROM scan) GROUP BY unit",
        "(SELECT * FROM scan LIMIT 100000) GROUP BY unit",
        "scan",
        "scan GROUP BY unit, split",
        "scan GROUP BY split",
        "scan GROUP BY unit + 1",
        "scan GROUP BY ROLLUP (unit) HAVING unit IS NOT NULL",
        "scan JOIN (SELECT 1 AS one) GROUP BY unit"
      })
  void rows_are_aggregated_by_spark_where_units_are_not_the_groups(String from) {
    compare(own, merged(ALL, from.replace("scan", "TABLE")), false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "concat(split, 'x'), logits, label, weight, id, slice_0",
        "'dev', logits, label, weight, id, slice_0",
        "split, logits, label, 1D, id, slice_0",
        "split, logits, CAST(label AS DOUBLE), weight, id, slice_0",
        "split, logits, coalesce(label, 0L), weight, id, slice_0",
        "split, logits, label, weight, slice_0, id",
        "split, logits, label, weight, 'x', slice_0",
        "split, logits, label, weight, id, NULLIF(slice_0, 's1')"
      })
  void other_arguments_than_the_columns_are_computed_by_spark(String arguments) {
    compare(own, merged(arguments, "TABLE GROUP BY unit"), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xent.evaluate(DISTINCT split, logits, label, weight, id, slice_0) AS state",
        "xent.evaluate(ARGS) FILTER (WHERE label > 3) AS state",
        "xent.evaluate(ARGS) AS state, count(*) AS n",
        "xent.evaluate(ARGS) AS state, max(label) AS n",
        "xent.evaluate(ARGS) AS state,"
            + " xent.evaluate(split, logits, label, 1D, id, slice_0) AS other",
      })
  void other_aggregates_are_spark_s(String aggregates) {
    String columns = aggregates.replace("ARGS", ALL);
    compare(
        own,
        "SELECT xent.merge_states(state)"
            + (columns.contains(" n")
                ? ", sum(n)"
                : columns.contains("other") ? ", max(other)" : "")
            + " FROM (SELECT "
            + columns
            + " FROM TABLE GROUP BY unit)",
        false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT xent.merge_states(state) FROM (SELECT xent.evaluate(ARGS) AS state FROM TABLE"
            + " GROUP BY unit HAVING length(state) > 3)",
        "SELECT xent.merge_states(state) FROM (SELECT unit, xent.evaluate(ARGS) AS state FROM"
            + " TABLE GROUP BY unit LIMIT 100000)",
        "SELECT xent.merge_states(c) FROM (SELECT b + 1, xent.evaluate(a, l, y, w, i, s) AS c"
            + " FROM (SELECT unit b, split a, logits l, label y, weight w, id i, slice_0 s FROM"
            + " TABLE) GROUP BY b)",
        "SELECT xent.merge_states(state), count(state), count(*) FROM (SELECT xent.evaluate(ARGS)"
            + " AS state FROM TABLE GROUP BY unit)",
        "SELECT xent.merge_states(state) FROM (SELECT xent.evaluate(ARGS) AS state FROM TABLE"
            + " GROUP BY unit UNION ALL SELECT xent.evaluate(ARGS) AS state FROM TABLE GROUP BY"
            + " unit)"
      })
  void what_comes_after_the_states_is_not_in_the_way(String query) {
    compare(own, query.replace("ARGS", ALL), true);
  }

  @Test
  void counts_over_units_are_of_rows() {
    assertThat(own.sql("SELECT count(*) FROM scan").head().getLong(0)).isEqualTo(3000);
    assertThat(
            own.sql("SELECT sum(n) FROM (SELECT count(*) AS n FROM scan GROUP BY unit)")
                .head()
                .getLong(0))
        .isEqualTo(3000);
    assertThat(own.sql("SELECT DISTINCT unit FROM scan").count())
        .isEqualTo(own.sql("SELECT xent.evaluate(" + ALL + ") FROM scan GROUP BY unit").count());
  }

  @Test
  void a_function_of_other_options_is_never_answered_by_the_plan_s() {
    SparkSession other = session(own, OPTIONS, ScanPlans.options("town"));

    compare(other, merged(ALL, "TABLE GROUP BY unit"), false);
    // And the first session still has its own.
    compare(own, merged(ALL, "TABLE GROUP BY unit"), true);
  }

  @Test
  void a_cached_scan_is_read_once() {
    own.table("scan").cache().count();
    try {
      compare(own, merged(ALL, "TABLE GROUP BY unit"), false);
    } finally {
      own.table("scan").unpersist(true);
    }
    compare(own, merged(ALL, "TABLE GROUP BY unit"), true);
  }

  @ParameterizedTest
  @CsvSource({
    "spark.sql.adaptive.enabled, false",
    "spark.sql.codegen.factoryMode, NO_CODEGEN",
    "spark.sql.codegen.wholeStage, false",
    "spark.sql.ansi.enabled, false",
    "spark.sql.ansi.enabled, true",
    "spark.sql.planChangeValidation, true",
    "spark.sql.files.maxPartitionBytes, 20kb",
    "spark.sql.files.minPartitionNum, 50"
  })
  void settings_change_neither_that_nor_the_result(String setting, String value) {
    own.conf().set("spark.sql.files.openCostInBytes", 0);
    own.conf().set(setting, value);

    compare(own, merged(ALL, "TABLE GROUP BY unit"), true);
    compare(own, merged(ALL, "TABLE GROUP BY unit, split"), false);
  }

  @Test
  void without_files_there_is_the_state_of_no_rows() {
    ScanPlan plan = ScanPlans.of(own, "file", directory, ScanFixture.COLUMNS, OPTIONS);
    ParquetScanTable.over(own, new ScanPlan(plan.columns(), List.of(), OPTIONS, plan.hadoop()))
        .createOrReplaceTempView("empty");
    byte[] none = new EvaluationState(OPTIONS.maxSplits(), OPTIONS.metrics()).toByteArray();

    assertThat(state(own.sql(merged(ALL, "empty GROUP BY unit")))).isEqualTo(none);
    assertThat(state(own.sql(merged(ALL, "empty GROUP BY unit, split")))).isEqualTo(none);
    assertThat(own.table("empty").count()).isZero();
  }

  @Test
  void units_are_those_of_the_settings() {
    own.conf().set("spark.sql.files.openCostInBytes", 0);
    String units = "SELECT unit, xent.evaluate(" + ALL + ") FROM scan GROUP BY unit";

    own.conf().set("spark.sql.files.minPartitionNum", 1);
    assertThat(own.sql(units).count()).isEqualTo(1);
    own.conf().set("spark.sql.files.maxPartitionBytes", "1b");
    List<Row> each = own.sql(units).collectAsList();
    assertThat(each).hasSizeGreaterThan(6);
    assertThat(each).extracting(row -> row.getLong(0)).doesNotHaveDuplicates();
  }
}
