// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitReport;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What a run leaves for those who look at many runs. */
class HistoryIT extends EvaluationFixture {
  HistoryIT(SparkSession spark) {
    super(spark);
  }

  private EvaluationReport run(String id, String... settings) {
    ConfigurationReader reader = configuration(MNIST, settings);
    reader.setText("name", "mnist");
    reader.setText("run_id", id);
    return evaluate(reader);
  }

  private Path runs() {
    return directory.resolve("out/mnist");
  }

  private Dataset<Row> history() {
    return spark.read().parquet(runs() + "/[!.]*/metrics.parquet");
  }

  @Test
  void the_metrics_of_many_runs_are_one_table() throws IOException {
    EvaluationReport first =
        run(
            "first",
            "output.formats=[json, parquet]",
            "output.losses=true",
            "data_date=2026-11-26",
            "tags={model: mlp-7}");
    run("second", "output.formats=[parquet, json]");
    Files.createDirectories(runs().resolve(".staging-x"));
    Files.writeString(runs().resolve(".staging-x/metrics.parquet"), "half written");

    assertThat(history().schema().simpleString())
        .isEqualTo(
            "struct<run_id:string,time:timestamp,name:string,split:string,slice:string,"
                + "slice_value:string,metric:string,value:double,data_date:date,"
                + "tags:map<string,string>,gate_class:string,gate_rule:string,gate_limit:double,"
                + "gate_verdict:string,gate_passed:boolean>");
    assertThat(history().where("data_date = '2026-11-26' AND tags['model'] = 'mlp-7'").count())
        .isEqualTo(history().where("run_id = 'first'").count())
        .isPositive();
    Dataset<Row> lines = history().where("run_id = 'first'");
    for (SplitReport split : first.splits()) {
      for (String metric : split.metrics().names()) {
        Number value = split.metrics().value(metric);
        List<Row> found =
            lines
                .where("split = '" + split.split() + "' AND metric = '" + metric + "'")
                .collectAsList();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).<Double>getAs("value"))
            .isEqualTo(value == null ? null : value.doubleValue());
      }
    }
    assertThat(lines.where("metric = 'rows_read'").selectExpr("sum(value)").first().getDouble(0))
        .isEqualTo(10_000);
    assertThat(lines.first().getTimestamp(1).getTime())
        .isEqualTo(Timestamp.from(first.run().started()).getTime());
    assertThat(
            history()
                .where("metric = 'loss_mean' AND split = 'test'")
                .select("value")
                .distinct()
                .count())
        .isEqualTo(1);
  }

  @Test
  void the_values_of_slices_are_lines_of_their_own() {
    EvaluationReport report =
        run("sliced", "slices=['nullif(label, 3)']", "output.formats=[json, parquet]");

    Dataset<Row> lines = history().where("split = 'test' AND metric = 'loss_mean'");
    assertThat(lines.count()).isEqualTo(11);
    assertThat(lines.where("slice IS NULL").first().<Double>getAs("value"))
        .isEqualTo(report.splits().get(0).metrics().value("loss_mean"));
    List<SliceReport> values = report.splits().get(0).slices();
    assertThat(values.get(9).value()).isNull();
    assertThat(
            lines.where("slice IS NOT NULL AND slice_value IS NULL").first().<Double>getAs("value"))
        .isEqualTo(values.get(9).metrics().value("loss_mean"));
    assertThat(lines.where("slice_value = '0'").first().<Double>getAs("value"))
        .isEqualTo(values.get(0).metrics().value("loss_mean"));
  }

  @Test
  void the_table_is_one_file_and_nothing_is_left_beside_it() throws IOException {
    run("only", "output.formats=[json, parquet]");

    try (Stream<Path> files = Files.list(runs().resolve("only"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("metrics.json", "metrics.parquet", "_SUCCESS");
    }
  }

  @Test
  void a_server_of_mlflow_that_is_not_there_changes_nothing() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    EvaluationReport plain = run("plain");
    EvaluationReport logged =
        run("logged", "output.mlflow={tracking_uri: 'http://localhost:" + free + "'}");

    assertThat(logged.splits()).isEqualTo(plain.splits());
    assertThat(logged.run().warnings()).isEmpty();
    assertThat(runs().resolve("logged/_SUCCESS")).exists();
    assertThat(Files.readString(runs().resolve("logged.status.json"))).contains("passed");
  }
}
