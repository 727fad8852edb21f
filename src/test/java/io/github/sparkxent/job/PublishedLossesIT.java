// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.EvaluationException.Kind;
import io.github.sparkxent.job.output.LossesForm;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The losses that a run publishes, and a later run that is compared with them. */
class PublishedLossesIT extends EvaluationFixture {
  private static final String ID = "columns.id=example_id";
  private static final String OLD = "baseline={run: old}";

  private Path candidate;
  private Path baseline;

  PublishedLossesIT(SparkSession spark) {
    super(spark);
  }

  /** Some rows of both models. */
  @BeforeEach
  void write() {
    String some = "example_id % 25 = 0";
    candidate = written("candidate", mnist().where(some));
    baseline =
        written(
            "baseline",
            spark.read().parquet("data/mnist/softmax_regression").where(some).orderBy("label"));
  }

  /** Publishes the losses of the baseline, as a run of the same evaluation. */
  private void publish(String... settings) {
    List<String> all = new ArrayList<>(List.of("run_id=old", "output.losses=true"));
    all.addAll(Arrays.asList(settings));
    evaluate(baseline, all.toArray(new String[0]));
  }

  private Path losses() {
    return directory.resolve("out/evaluation/old/losses");
  }

  private EvaluationException refused(String... settings) {
    EvaluationException failure =
        catchThrowableOfType(EvaluationException.class, () -> evaluate(candidate, settings));
    assertThat(failure).message().hasLineCount(1);
    return failure;
  }

  private static long compared(EvaluationReport report) {
    return report.splits().stream().mapToLong(split -> split.comparison().rows()).sum();
  }

  @Test
  void have_documented_columns_and_a_note_of_what_they_are() {
    publish(ID, "loss={label_smoothing: 0.1, class_weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 0.3]}");

    StructType columns = spark.read().parquet(losses().toString()).schema();
    assertThat(columns.fields())
        .extracting(StructField::name, StructField::dataType)
        .containsExactly(
            tuple("id", DataTypes.LongType),
            tuple("split", DataTypes.StringType),
            tuple("label", DataTypes.IntegerType),
            tuple("prediction", DataTypes.IntegerType),
            tuple("confidence", DataTypes.DoubleType),
            tuple("rank", DataTypes.IntegerType),
            tuple("brier_score", DataTypes.DoubleType),
            tuple("loss", DataTypes.DoubleType),
            tuple("weight", DataTypes.DoubleType));
    Metadata note = columns.apply("loss").metadata();
    assertThat(LossesForm.version(note)).isEqualTo(1);
    assertThat(LossesForm.of(note))
        .isEqualTo(
            new LossesForm(
                LossOptions.of(
                    0.1, new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 0.3}, OptionalLong.empty()),
                10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=evaluation",
        "loss={label_smoothing: 0.1, class_weights: [1, 1, 1, 1, 1, 2, 1, 1, 1, 0.3]}",
        "columns={id: example_id, weight: 1 + label, label: label_one_hot}"
      })
  void give_the_figures_that_the_logits_give(String setting) {
    String logits = "baseline={path: " + baseline + "}";
    List<SplitReport> byLogits =
        evaluate(candidate, ID, setting, logits, "slices=[label]").splits();
    publish(ID, setting);

    assertThat(evaluate(candidate, ID, setting, OLD, "slices=[label]").splits())
        .isEqualTo(byLogits);
    assertThat(
            evaluate(
                    candidate,
                    ID,
                    setting,
                    "baseline={losses: '" + losses() + "'}",
                    "slices=[label]")
                .splits())
        .isEqualTo(byLogits);
    assertThat(byLogits).allSatisfy(split -> assertThat(split.comparison().rows()).isPositive());
  }

  @Test
  void lack_ignored_rows_which_nothing_is_compared_with() {
    String ignored = "loss.ignore_index=3";
    publish(ID, ignored);

    EvaluationReport report = evaluate(candidate, ID, ignored, OLD);

    assertThat(compared(report))
        .isPositive()
        .isEqualTo(report.splits().stream().mapToLong(split -> split.rows().evaluated()).sum())
        .isLessThan(400);
    assertThat(report.run().warnings()).isEmpty();
  }

  @Test
  void that_lack_evaluated_rows_are_refused_unless_these_are_skipped() {
    baseline =
        written(
            "some",
            spark
                .read()
                .parquet(baseline.toString())
                .withColumn("label", expr("if(example_id < 175, 99, label)")));
    publish(ID, "quality.invalid_rows=skip");
    String found = "7 evaluated predictions without a baseline row (such as 0, 25, 50, 75, 100)";

    EvaluationException failure = refused(ID, OLD);
    EvaluationReport report = evaluate(candidate, ID, "baseline={run: old, unmatched: skip}");

    assertThat(failure.kind()).isEqualTo(Kind.INPUT);
    assertThat(failure)
        .hasMessage(
            "baseline and predictions do not match: "
                + found
                + "; baseline.unmatched is fail: skip would compare the other rows alone");
    assertThat(report.run().warnings()).contains(found + ", as baseline.unmatched allows");
    assertThat(compared(report)).isEqualTo(393);
  }

  @Test
  void of_other_labels_are_refused_and_the_earlier_result_stays() throws IOException {
    publish(ID);
    evaluate(candidate, ID, OLD);
    String before = Files.readString(result("metrics.json"));
    candidate =
        written(
            "others",
            spark
                .read()
                .parquet(candidate.toString())
                .withColumn("label", expr("if(example_id in (50, 0), (label + 1) % 10, label)")));

    EvaluationException failure = refused(ID, OLD);

    assertThat(failure.kind()).isEqualTo(Kind.INPUT);
    assertThat(failure.getMessage())
        .matches(
            "baseline and predictions have other labels in 2 rows \\(such as (0, 50|50, 0)\\),"
                + " expected the same");
    assertThat(result("metrics.json")).content().isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loss.label_smoothing=0.1 | loss.label_smoothing 0.0, expected 0.1 as here",
        "loss.ignore_index=3 | loss.ignore_index null, expected 3 as here",
        "loss={class_weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 2]} | loss.class_weights null, expected [1.0, 1.0, 1.0, 1.0, 1.0, ...] (10) as here"
      })
  void of_other_options_of_the_loss_are_refused(String setting, String said) {
    publish(ID);

    EvaluationException failure = refused(ID, setting, OLD);

    assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
    assertThat(failure).hasMessage("baseline.run old has the losses of other options: " + said);
  }

  @Test
  void of_a_run_that_is_not_there_are_refused_with_those_that_are() throws IOException {
    assertThat(refused(ID, OLD))
        .hasMessageStartingWith("baseline.run is \"old\", but there is no such run in ")
        .hasMessageEndingWith(
            "/out/evaluation, expected one that was published there, of which there is none")
        .extracting(EvaluationException::kind)
        .isEqualTo(Kind.CONFIGURATION);

    publish(ID);
    evaluate(baseline, "run_id=older");
    Files.createDirectories(directory.resolve("out/evaluation/foreign"));

    assertThat(refused(ID, "baseline={run: odl}"))
        .hasMessageContaining("baseline.run is \"odl\", but there is no such run in ")
        .hasMessageEndingWith("/out/evaluation, expected one of older, old");
    assertThat(refused(ID, "baseline={run: foreign}"))
        .hasMessageContaining("baseline.run is \"foreign\", but ")
        .hasMessageEndingWith(
            "/out/evaluation/foreign is not the whole result of a run of the evaluation evaluation,"
                + " expected one of older, old");
    assertThat(refused(ID, "baseline={run: older}"))
        .hasMessage(
            "baseline.run is \"older\", a run without losses, expected one that ran with"
                + " output.losses: true");
  }

  @Test
  void without_ids_are_refused() {
    publish();

    assertThat(refused(ID, OLD))
        .hasMessage(
            "baseline.run old has losses without ids, expected those of a run with columns.id")
        .extracting(EvaluationException::kind)
        .isEqualTo(Kind.INPUT);
  }

  @Test
  void with_ids_of_another_type_are_refused() {
    publish("columns.id=string(example_id)");

    assertThat(refused(ID, OLD))
        .hasMessage(
            "baseline.run \"id\" is string, expected bigint as columns.id is; cast one of them, as in"
                + " columns.id: cast(example_id as string)")
        .extracting(EvaluationException::kind)
        .isEqualTo(Kind.CONFIGURATION);
  }

  @Test
  void of_another_version_or_of_another_program_are_refused() {
    publish(ID);
    Dataset<Row> rows = spark.read().parquet(losses().toString());
    Path plain =
        written("plain", rows.withColumn("loss", col("loss").as("loss", Metadata.empty())));
    Metadata later = Metadata.fromJson("{\"spark-xent.losses\":2}");
    Path next = written("next", rows.withColumn("loss", col("loss").as("loss", later)));
    Metadata cut = Metadata.fromJson("{\"spark-xent.losses\":1}");
    Path broken = written("broken", rows.withColumn("loss", col("loss").as("loss", cut)));

    assertThat(refused(ID, "baseline={losses: " + plain + "}"))
        .hasMessageStartingWith("baseline.losses " + plain + ": ")
        .hasMessageEndingWith(
            " has no losses of rows as this version publishes them, expected the losses/ of a run;"
                + " those of an earlier version have to be evaluated again")
        .extracting(EvaluationException::kind)
        .isEqualTo(Kind.INPUT);
    assertThat(refused(ID, "baseline={losses: " + next + "}"))
        .hasMessageEndingWith(" has losses of version 2, expected version 1; evaluate them again");
    assertThat(refused(ID, "baseline={losses: " + broken + "}"))
        .hasMessage(
            "baseline.losses "
                + broken
                + " has losses whose note is broken: [{\"spark-xent.losses\":1}]");
    assertThat(refused(ID, "baseline={losses: " + directory.resolve("nowhere") + "}"))
        .hasMessageContaining("baseline.losses")
        .hasMessageContaining("/nowhere does not exist");
  }

  @Test
  void of_several_runs_are_refused() {
    publish(ID);
    publish(ID, "run_id=smooth", "loss.label_smoothing=0.5");

    assertThat(
            refused(
                ID, "baseline={losses: '" + directory.resolve("out/evaluation/*/losses") + "'}"))
        .hasMessageContaining(" has the losses of different runs, expected those of one: ");
  }

  @Test
  void of_rows_of_another_number_of_classes_are_refused() {
    Column nine = expr("slice(logits, 1, 9)");
    candidate =
        written(
            "nine",
            spark
                .read()
                .parquet(candidate.toString())
                .where("label < 9")
                .withColumn("logits", nine));
    baseline = written("less", spark.read().parquet(baseline.toString()).where("label < 9"));
    publish(ID);

    assertThat(refused(ID, OLD))
        .hasMessage("baseline.run old has the losses of rows of 10 classes, expected 9 as here")
        .extracting(EvaluationException::kind)
        .isEqualTo(Kind.INPUT);
  }

  @Test
  void at_the_place_of_the_result_are_refused_and_kept() {
    publish(ID, "run_id=run");

    assertThat(refused(ID, "baseline={losses: '" + result("losses") + "'}"))
        .hasMessageStartingWith("baseline.losses reads ")
        .hasMessageContaining("where the run publishes")
        .extracting(EvaluationException::kind)
        .isEqualTo(Kind.CONFIGURATION);
    assertThat(result("losses")).isDirectory();
  }
}
