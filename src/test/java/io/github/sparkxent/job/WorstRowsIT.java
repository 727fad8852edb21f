// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.HistogramBin;
import io.github.sparkxent.metric.WorstRow;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.LossHistogram;
import io.github.sparkxent.report.SplitReport;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows with the largest losses and the spread of the losses, from the one pass. */
class WorstRowsIT extends EvaluationFixture {
  private static final String BY_ID = "columns.id=";

  WorstRowsIT(SparkSession spark) {
    super(spark);
  }

  private List<WorstRow> worst(String... settings) {
    return worst(MNIST, settings);
  }

  private List<WorstRow> worst(Path input, String... settings) {
    return evaluate(input, settings).splits().get(0).details().worstRows();
  }

  private String plan(String... settings) {
    return plan(configuration(MNIST, settings).read()).executedPlan().toString();
  }

  @Test
  void they_are_the_first_of_the_losses_file_sorted_by_loss() {
    EvaluationReport report = evaluate(MNIST, "columns={id: example_id}", "output.losses=true");
    Dataset<Row> losses = resultRows("losses");

    for (SplitReport split : report.splits()) {
      List<WorstRow> expected =
          losses
              .where("split = '" + split.split() + "'")
              .orderBy(col("loss").desc(), expr("length(id)"), expr("id"))
              .limit(10)
              .selectExpr("string(id)", "label", "prediction", "confidence", "loss")
              .collectAsList()
              .stream()
              .map(
                  row ->
                      new WorstRow(
                          row.getString(0),
                          row.getInt(1),
                          row.getInt(2),
                          row.getDouble(3),
                          row.getDouble(4)))
              .toList();
      assertThat(split.details().worstRows()).isEqualTo(expected).hasSize(10);
      assertThat(expected.get(0).loss()).isEqualTo(split.metrics().value("loss_max"));
    }
  }

  @Test
  void the_histogram_counts_the_losses_of_the_losses_file() {
    EvaluationReport report = evaluate(MNIST, "output.losses=true");
    Dataset<Row> losses = resultRows("losses");

    for (SplitReport split : report.splits()) {
      LossHistogram histogram = split.details().lossHistogram();
      double[] values =
          losses.where("split = '" + split.split() + "'").select("loss").collectAsList().stream()
              .mapToDouble(row -> row.getDouble(0))
              .toArray();
      assertThat(histogram.bins()).hasSizeBetween(10, 42);
      for (HistogramBin bin : histogram.bins()) {
        long count = 0;
        for (double loss : values) {
          count += loss >= bin.low() && loss < bin.high() ? 1 : 0;
        }
        assertThat(bin.count()).isEqualTo(count);
      }
      assertThat(histogram.bins().stream().mapToLong(HistogramBin::count).sum())
          .isEqualTo(values.length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 40})
  void they_are_the_same_for_any_files_where_most_losses_are_equal(int files) {
    Dataset<Row> rows =
        spark
            .range(1000)
            .selectExpr(
                "id",
                "array(if(id % 7 = 0, float('-inf'), float(id % 3)), 0F) AS logits",
                "0 AS label")
            .orderBy(expr("xxhash64(id, " + files + ")"))
            .repartition(files);

    List<WorstRow> worst = worst(written("rows", rows), "columns.id=id", "metrics.worst_rows=145");

    assertThat(worst).hasSize(145);
    assertThat(worst.subList(0, 4)).extracting(WorstRow::id).containsExactly("0", "7", "14", "21");
    assertThat(worst.get(142).loss()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(worst.subList(143, 145)).extracting(WorstRow::id).containsExactly("3", "6");
    assertThat(worst.get(0).prediction()).isEqualTo(1);
    assertThat(worst.get(0).confidence()).isEqualTo(1);
  }

  @Test
  void an_id_of_any_type_is_shown_as_text() {
    List<String> expected = worst(BY_ID + "string(example_id)").stream().map(WorstRow::id).toList();

    assertThat(expected).hasSize(10).doesNotContainNull();
    for (String type : List.of("bigint", "int", "smallint", "decimal(20,0)", "binary")) {
      String value = type.equals("binary") ? "string(example_id)" : "example_id";
      String id = "cast(" + value + " as " + type + ")";
      assertThat(worst(BY_ID + "'" + id + "'")).extracting(WorstRow::id).isEqualTo(expected);
    }
    assertThat(worst(BY_ID + "cast(null as bigint)"))
        .hasSize(10)
        .extracting(WorstRow::id)
        .containsOnlyNulls();
  }

  @Test
  void without_an_id_or_with_none_asked_for_no_column_more_is_read() {
    String columns = "ReadSchema: struct<split:string,label:int,logits:array<float>>";
    String id = BY_ID + "example_id";
    String none = "metrics.worst_rows=0";

    assertThat(plan()).contains(columns);
    assertThat(plan(id, none)).contains(columns);
    assertThat(plan(id)).contains("example_id:");
    assertThat(plan(id).split("Exchange", -1)).hasSize(2);
    assertThat(worst()).isEmpty();
    assertThat(worst(id, none)).isEmpty();
  }
}
