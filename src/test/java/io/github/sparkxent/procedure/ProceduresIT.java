// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.SparkSessions;
import io.github.sparkxent.job.Evaluation;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.json.JsonReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The procedures as SQL calls them. */
@ExtendWith(SparkSessions.class)
class ProceduresIT {
  private final SparkSession spark;
  @TempDir private Path directory;

  ProceduresIT(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void setCatalog() {
    spark.conf().set("spark.sql.catalog.xent", XentProcedureCatalog.class.getName());
  }

  /** Evaluates the tutorial's rows with more settings: keys and values of a SQL map. */
  private Dataset<Row> evaluate(String settings) {
    return spark.sql(
        "CALL xent.evaluate(set => map('output.directory', '"
            + directory
            + "', 'name', 'n', 'run_id', 'r', "
            + settings
            + "))");
  }

  private static Row only(Dataset<Row> rows, String condition) {
    List<Row> found = rows.where(condition).collectAsList();
    assertThat(found).as(condition).hasSize(1);
    return found.get(0);
  }

  @Test
  void a_call_runs_the_evaluation_once_and_returns_what_it_published() throws IOException {
    Dataset<Row> rows =
        spark.sql(
            "CALL xent.evaluate(config => 'conf/mnist.yaml', set => map('output.directory', '"
                + directory
                + "'))");

    Row run = rows.first();
    assertThat(run.<String>getAs("kind")).isEqualTo("run");
    assertThat(run.<Boolean>getAs("passed")).isTrue();
    EvaluationReport report =
        new JsonReport()
            .parse(
                Files.readString(Path.of(URI.create(run.getAs("text"))).resolve("metrics.json")));
    try (Stream<Path> runs = Files.list(directory.resolve("mnist-mlp"))) {
      assertThat(runs.filter(Files::isDirectory)).hasSize(1);
    }
    assertThat(only(rows, "split = 'test' AND metric = 'loss_sum'").<Double>getAs("value"))
        .isEqualTo(391.7558228647439);
    assertThat(rows.where("kind = 'gate'").count()).isEqualTo(report.gates().size());
    assertThat(rows.select("kind").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .contains("run", "gate", "metric");
  }

  @Test
  void a_failed_gate_is_a_row_and_no_exception() {
    Dataset<Row> rows =
        evaluate("'input.path', 'data/tutorial', 'gates', '[{metric: loss_mean, max: 0.1}]'");

    assertThat(only(rows, "kind = 'run'").<Boolean>getAs("passed")).isFalse();
    Row gate = only(rows, "kind = 'gate'");
    assertThat(gate.<Boolean>getAs("passed")).isFalse();
    assertThat(gate.<String>getAs("metric")).isEqualTo("loss_mean");
    assertThat(gate.<Double>getAs("value")).isEqualTo(0.4076059644443803);
    assertThat(gate.<String>getAs("text")).startsWith("fail: ").contains("0.1");
  }

  @Test
  void a_query_reads_a_temporary_view_of_the_caller_whose_session_stays_as_it_is() {
    spark.read().parquet("data/tutorial").createOrReplaceTempView("mine");
    Map<String, String> before = settings();

    Dataset<Row> rows = evaluate("'input.query', 'SELECT * FROM mine'");

    assertThat(only(rows, "metric = 'loss_sum'").<Double>getAs("value"))
        .isEqualTo(1.2228178933331408);
    assertThat(settings()).isEqualTo(before);
  }

  private Map<String, String> settings() {
    return scala.jdk.javaapi.CollectionConverters.asJava(spark.conf().getAll());
  }

  @Test
  void arguments_go_by_name_or_by_position_and_null_is_none() {
    String set = "map('input.path', 'data/tutorial')";

    assertThat(found("CALL xent.check(set => " + set + ")")).contains("rows 3");
    assertThat(found("CALL xent.check(null, " + set + ", null)")).contains("rows 3");
    assertThat(found("CALL xent.check(yaml => '{input: {path: data/tutorial}}')"))
        .contains("rows 3", "files 1", "reader the scan");
    assertThat(found("CALL xent.CHECK('conf/tutorial.yaml')")).contains("rows 3");
    assertThat(found("CALL xent.check('conf/tutorial.yaml', map('quality.num_classes', 3))"))
        .contains("rows 3");
    assertThat(directory).isEmptyDirectory();
  }

  private List<String> found(String call) {
    return spark.sql(call).collectAsList().stream()
        .map(row -> row.getString(0) + " " + row.getString(1))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          CALL xent.evaluate('conf/none.yaml') | 42000 | configuration conf/none.yaml does not exist
          CALL xent.evaluate() | 42000 | settings: no input, expected input.path
          CALL xent.evaluate('a.yaml', yaml => '{}') | 42000 | both config and yaml, expected one of them
          CALL xent.evaluate(yaml => 'input: [') | 42000 | yaml: not valid YAML
          CALL xent.evaluate(set => map('inptu.path', 'x')) | 42000 | settings: unknown key inptu, expected one of
          CALL xent.evaluate(set => map('input.path', null)) | 42000 | no input, expected input.path
          CALL xent.evaluate(set => map('input.path', 'data/none')) | 42000 | data/none does not exist
          CALL xent.check(set => map('input.path', 'data/tutorial', 'columns.label', 'nothing')) | 42000 | nothing
          CALL xent.merge(array('data/none'), 'target/refused') | 42000 | data/none is neither a published run nor a directory of states
          CALL xent.merge(null, 'target/refused') | 42000 | sources is null, expected one or more texts
          CALL xent.merge(array(), 'target/refused') | 42000 | sources is an empty array, expected one or more texts
          CALL xent.merge(array('data/none', CAST(null AS STRING)), 'target/refused') | 42000 | sources has a null at 1, expected texts
          CALL xent.merge(array('data/none'), null) | 42000 | output is null, expected a text
          CALL xent.evaluate(set => map('input.path', 'data/tutorial', 'columns.label', 'label + 3', 'output.directory', 'target/refused')) | 22000 | invalid
          """)
  void a_refused_call_is_a_line_with_its_sqlstate(String call, String state, String line) {
    assertThatThrownBy(() -> spark.sql(call))
        .isInstanceOf(SparkThrowable.class)
        .satisfies(e -> assertThat(((SparkThrowable) e).getSqlState()).isEqualTo(state))
        .message()
        .startsWith("[XENT_")
        .contains(line)
        .endsWith(" SQLSTATE: " + state)
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          CALL xent.evaluat() | expected one of check, evaluate, merge
          CALL xent.merge(array('data/none')) | [REQUIRED_PARAMETER_NOT_FOUND]
          CALL xent.evaluate(conf => 'x') | [UNRECOGNIZED_PARAMETER_NAME]
          CALL xent.evaluate('a', map(), 'b', 'c') | [WRONG_NUM_ARGS
          CALL xent.evaluate(set => 'x') | [DATATYPE_MISMATCH
          CALL xent.evaluate(array(1)) | [DATATYPE_MISMATCH
          """)
  void spark_refuses_what_does_not_fit_the_parameters(String call, String message) {
    assertThatThrownBy(() -> spark.sql(call)).hasStackTraceContaining(message);
  }

  @Test
  void a_merge_publishes_one_report_of_runs_that_kept_their_states() {
    spark.read().parquet("data/tutorial").limit(2).write().parquet(directory + "/tuesday");
    String monday = keepStates("monday", "data/tutorial");
    String tuesday = keepStates("tuesday", directory + "/tuesday");

    Dataset<Row> rows =
        spark.sql(
            "CALL xent.merge(sources => array('%s', '%s'), output => '%s/merged', run_id => 'week', name => 'all', set => map('gates', '[{metric: row_count, max: 4}]'))"
                .formatted(monday, tuesday, directory));

    Row run = rows.first();
    assertThat(run.<String>getAs("text")).isEqualTo("file:" + directory + "/merged/all/week");
    assertThat(run.<Boolean>getAs("passed")).isFalse();
    assertThat(directory.resolve("merged/all/week/metrics.json"))
        .content()
        .contains(monday, tuesday);
    assertThat(only(rows, "kind = 'gate'").<Double>getAs("value")).isEqualTo(5);
    assertThat(only(rows, "metric = 'rows_read'").<Double>getAs("value")).isEqualTo(5);
    assertThat(only(rows, "metric = 'loss_sum'").<Double>getAs("value"))
        .isEqualTo(5 * 0.4076059644443803);
  }

  private String keepStates(String runId, String input) {
    return Evaluation.of(spark)
        .yaml("{name: n, quality: {num_classes: 3}}")
        .set("increments.directory", directory + "/states")
        .set("output.directory", directory + "/days")
        .set("input.path", input)
        .set("run_id", runId)
        .run()
        .directory();
  }

  @Test
  void to_explain_a_call_does_not_run_it() {
    spark.sql("EXPLAIN CALL xent.evaluate('conf/none.yaml')").collectAsList();
  }

  @Test
  void the_catalog_lists_its_procedures_and_has_the_functions_too() {
    assertThat(spark.sql("SHOW PROCEDURES IN xent").collectAsList())
        .extracting(row -> row.<String>getAs("procedure_name"))
        .containsExactly("check", "evaluate", "merge");
    assertThat(spark.sql("SELECT xent.exact_sum(x) FROM VALUES (1D), (2D) AS t(x)").first().get(0))
        .isEqualTo(3.0);
  }

  @Test
  void the_figures_are_those_of_the_program_that_calls() {
    String yaml = "{name: n, run_id: r, input: {path: data/tutorial}}";
    EvaluationReport report =
        Evaluation.of(spark).yaml(yaml).set("output.directory", "" + directory).run().report();

    assertThat(evaluate("'input.path', 'data/tutorial'").where("kind = 'metric'").collectAsList())
        .hasSizeGreaterThan(10)
        .filteredOn(row -> report.splits().get(0).metrics().contains(row.getAs("metric")))
        .allSatisfy(
            row -> {
              Number value = report.splits().get(0).metrics().value(row.getAs("metric"));
              assertThat(row.<Double>getAs("value"))
                  .isEqualTo(value == null ? null : value.doubleValue());
            });
  }
}
