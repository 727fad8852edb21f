// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.Comparisons;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.SplitReports;
import io.github.sparkxent.report.json.JsonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evaluations of the sample data, whole: from configuration to published report. */
class EvaluationIT extends EvaluationFixture {
  EvaluationIT(SparkSession spark) {
    super(spark);
  }

  @ParameterizedTest
  @CsvSource({
    "mlp, test, 2000, 391.7558228647439, 0.19587791143237, 0.948",
    "mlp, train, 6000, 99.8956112893341, 0.01664926854822, 0.9998333333333334",
    "softmax_regression, test, 2000, 606.3262821283943, 0.30316314106420, 0.922"
  })
  void gives_the_known_figures_of_the_mnist_models(
      String model, String split, long rows, double sum, double mean, double accuracy) {
    EvaluationReport report = evaluate("input: {path: data/mnist/" + model + "}");

    assertThat(report.splits())
        .extracting(SplitReport::split)
        .containsExactly("test", "train", "validation");
    assertThat(value(report, split, "row_count")).isEqualTo(rows);
    assertThat(value(report, split, "loss_sum")).isCloseTo(sum, withinPercentage(1e-11));
    assertThat(value(report, split, "loss_mean"))
        .isCloseTo(mean, within(5.1e-15))
        .isCloseTo(sum / rows, withinPercentage(1e-11));
    assertThat(value(report, split, "accuracy")).isCloseTo(accuracy, within(1e-12));
  }

  @Test
  void gives_the_same_bits_for_one_hot_labels_and_logits_in_double() {
    EvaluationReport byId = evaluate(MNIST);

    assertThat(evaluate(MNIST, "columns={label: label_one_hot}").splits()).isEqualTo(byId.splits());
    assertThat(
            evaluate(
                    "{input: {path: "
                        + MNIST
                        + "}, columns: {label: cast(label as double),"
                        + " logits: cast(logits as array<double>)}}")
                .splits())
        .isEqualTo(byId.splits());
    assertThat(
            evaluate(
                    "{input: {path: "
                        + MNIST
                        + "}, columns: {"
                        + "label: cast(label_one_hot as array<double>),"
                        + " logits: cast(logits as array<double>)}}")
                .splits())
        .isEqualTo(byId.splits());
  }

  @Test
  void gives_the_same_bits_for_any_files_and_order_of_rows() {
    List<SplitReport> expected = evaluate(MNIST).splits();
    Dataset<Row> rows = mnist();
    for (int files : new int[] {1, 2, 7, 64}) {
      Path shuffled = directory.resolve("shuffled-" + files);
      rows.orderBy(expr("xxhash64(example_id, " + files + ")"))
          .repartition(files)
          .write()
          .parquet(shuffled.toString());

      EvaluationReport report = evaluate(shuffled);

      assertThat(report.splits()).isEqualTo(expected);
      assertThat(report.run().input().files()).hasSize(files);
      assertThat(report.run().input().rowsPromised()).isEqualTo(10_000);
    }
  }

  @Test
  void gives_the_same_bits_interpreted() {
    List<SplitReport> expected = evaluate(MNIST).splits();
    SparkSession own = RunSession.own(spark, configuration(MNIST).read());
    own.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    own.conf().set("spark.sql.codegen.wholeStage", "false");
    EvaluationInput input = EvaluationInput.of(own, configuration(MNIST).read());

    List<SplitReport> interpreted =
        new EvaluationQuery(input, configuration(MNIST).read())
            .run().summaries(10).stream()
                .map(split -> SplitReports.of(split, 10, 1, new Comparisons(0.95, false)))
                .toList();

    assertThat(interpreted).isEqualTo(expected);
  }

  @Test
  void evaluates_all_rows_by_one_aggregate_and_exchanges_once() {
    EvaluationConfig config = configuration(MNIST).read();

    String plan = plan(config).executedPlan().toString();

    assertThat(plan).contains("EvaluateFunction").doesNotContain("EvaluateRowFunction");
    assertThat(plan.split("Exchange", -1)).hasSize(2);
    assertThat(plan).contains("ReadSchema: struct<split:string,label:int,logits:array<float>>");
  }

  @Test
  void gives_the_tutorial_s_figures() throws IOException {
    EvaluationReport report = evaluate(Files.readString(Path.of("conf/tutorial.yaml")));

    SplitReport split = report.splits().get(0);
    assertThat(report.splits()).hasSize(1);
    assertThat(split.metrics().value("row_count")).isEqualTo(3L);
    assertThat(split.metrics().value("loss_sum").doubleValue())
        .isEqualTo(0x1.390a97ecd4574p+0)
        .isCloseTo(1.22281790, within(5e-8));
    assertThat(split.metrics().value("loss_mean").doubleValue())
        .isEqualTo(0x1.a163753bc5c9bp-2)
        .isCloseTo(0.40760596, within(5e-9));
    Row row =
        spark
            .read()
            .parquet("data/tutorial")
            .selectExpr(
                "xent.softmax(logits) AS softmax",
                "xent.softmax_cross_entropy_with_logits(logits, label_one_hot) AS loss")
            .first();
    assertThat(row.<Double>getList(0).get(0)).isCloseTo(0.09003057, within(5e-9));
    assertThat(row.<Double>getList(0).get(1)).isCloseTo(0.24472848, within(1e-8));
    assertThat(row.<Double>getList(0).get(2)).isCloseTo(0.66524094, within(2e-8));
    assertThat(row.getDouble(1)).isEqualTo(0x1.a163753bc5c9bp-2);
  }

  @Test
  void weights_count_as_repetitions_do() {
    Dataset<Row> rows = mnist().where("split = 'test'");
    Path repeated = directory.resolve("repeated");
    rows.withColumn("copy", expr("explode(sequence(0, label % 3))"))
        .write()
        .parquet(repeated.toString());

    EvaluationReport weighted = evaluate(MNIST, "columns={weight: label % 3 + 1}");
    EvaluationReport counted = evaluate(repeated);

    for (String metric : List.of("weight_sum", "loss_sum", "loss_mean", "accuracy", "loss_max")) {
      assertThat(value(weighted, "test", metric)).isEqualTo(value(counted, "test", metric));
    }
    assertThat(value(weighted, "test", "row_count")).isEqualTo(2000);
  }

  @Test
  void options_of_the_loss_reach_the_rows() {
    EvaluationReport plain = evaluate(MNIST);
    EvaluationReport ignoring = evaluate(MNIST, "loss={ignore_index: 3}");
    EvaluationReport smoothed = evaluate(MNIST, "loss={label_smoothing: 0.1}");
    EvaluationReport twice =
        evaluate(
            "{input: {path: data/mnist/mlp},"
                + " loss: {class_weights: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]}}");

    assertThat(split(ignoring, "test").rows().ignored()).isPositive();
    assertThat(value(smoothed, "test", "loss_sum")).isGreaterThan(value(plain, "test", "loss_sum"));
    assertThat(value(twice, "test", "loss_sum")).isEqualTo(2 * value(plain, "test", "loss_sum"));
    assertThat(value(twice, "test", "loss_mean")).isEqualTo(value(plain, "test", "loss_mean"));
  }

  @Test
  void publishes_what_it_returns() throws IOException {
    EvaluationReport report = evaluate(MNIST);

    String json = Files.readString(result("metrics.json"));
    assertThat(new JsonReport().parse(json)).isEqualTo(report);
    assertThat(result("_SUCCESS")).exists();
    assertThat(directory.resolve("out/evaluation/run.status.json"))
        .content()
        .contains("\"passed\"");
  }

  @Test
  void publishes_each_format_asked_for() {
    evaluate(
        "{input: {path: "
            + MNIST
            + "}, gates: [{metric: accuracy, min: 0.9}],"
            + " output: {formats: [json, html, junit, markdown, prometheus, openlineage]}}");

    assertThat(result("report.html")).content().contains("<html", "0.948");
    assertThat(result("junit.xml")).content().contains("<testsuite", "accuracy");
    assertThat(result("metrics.prom")).content().contains("sparkxent_accuracy{", "split=\"test\"");
    assertThat(result("report.md")).content().contains("## ", "| 0.9480 |");
    assertThat(result("openlineage.json")).content().contains("dataQualityAssertions", "COMPLETE");
  }

  @Test
  void writes_the_loss_of_each_row_when_asked_to() {
    EvaluationReport report = evaluate(MNIST, "columns={id: example_id}", "output.losses=true");

    Dataset<Row> losses = resultRows("losses");
    assertThat(losses.columns())
        .containsExactly(
            "id",
            "split",
            "label",
            "prediction",
            "confidence",
            "rank",
            "brier_score",
            "loss",
            "weight");
    assertThat(losses.count()).isEqualTo(10_000);
    assertThat(
            losses
                .where("split = 'test'")
                .agg(expr("xent.exact_sum(loss)"), expr("count_if(label = prediction) / count(1)"))
                .first())
        .isEqualTo(
            org.apache.spark.sql.RowFactory.create(
                value(report, "test", "loss_sum"), value(report, "test", "accuracy")));
  }

  @Test
  void without_a_split_column_there_is_one_split_named_all() {
    Path files = directory.resolve("files");
    mnist().drop("split").write().parquet(files.toString());

    assertThat(evaluate(files).splits()).extracting(SplitReport::split).containsExactly("all");
  }

  @Test
  void splits_from_directory_names_stay_text() {
    Path files = directory.resolve("files");
    mnist()
        .withColumn("split", expr("if(split = 'test', '007', '1e2')"))
        .write()
        .partitionBy("split")
        .parquet(files.toString());

    assertThat(evaluate(files).splits())
        .extracting(SplitReport::split)
        .containsExactly("007", "1e2");
  }

  @Test
  void a_split_without_a_valid_row_is_shown_without_means() {
    Path files = directory.resolve("files");
    mnist()
        .withColumn("label", expr("if(split = 'test', null, label)"))
        .write()
        .parquet(files.toString());

    EvaluationReport report = evaluate(files, "quality={invalid_rows: skip}");

    assertThat(split(report, "test").rows().evaluated()).isZero();
    assertThat(split(report, "test").metrics().value("loss_mean")).isNull();
    assertThat(split(report, "test").metrics().value("row_count")).isEqualTo(0L);
  }

  @Test
  void reads_a_table() {
    mnist().createOrReplaceGlobalTempView("mnist");

    EvaluationReport report = evaluate("input: {table: global_temp.mnist}");

    assertThat(value(report, "test", "row_count")).isEqualTo(2000);
    assertThat(report.run().input().rowsPromised()).isNull();
    assertThat(report.run().input().tables()).isEmpty();
    assertThatThrownBy(() -> evaluate("input: {table: global_temp.mnist, version: 3}"))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "input.version is \"3\", but input.table global_temp.mnist has no versions; expected the"
                + " name of a table of Iceberg or Delta Lake");
  }

  @Test
  void does_not_touch_the_settings_of_the_given_session() {
    evaluate(MNIST);

    assertThat(spark.conf().get("spark.sql.sources.partitionColumnTypeInference.enabled"))
        .isEqualTo("true");
  }

  @Test
  void a_class_count_of_one_and_of_fifty_thousand_works() {
    Path files = directory.resolve("files");
    spark
        .range(3)
        .select(lit("one").as("split"), lit(0).as("label"), expr("array(float(id))").as("logits"))
        .write()
        .parquet(files.resolve("one").toString());
    spark
        .range(3)
        .select(
            lit("many").as("split"),
            col("id").as("label"),
            expr("transform(sequence(1, 50000), i -> 0F)").as("logits"))
        .write()
        .parquet(files.resolve("many").toString());

    EvaluationReport one = evaluate("input: {path: " + files.resolve("one") + "}");
    EvaluationReport many = evaluate("input: {path: " + files.resolve("many") + "}");

    assertThat(value(one, "one", "loss_sum")).isZero();
    assertThat(value(many, "many", "loss_mean")).isEqualTo(StrictMath.log(50_000));
    assertThat(value(many, "many", "accuracy")).isEqualTo(1.0 / 3);
  }
}
