// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.pack;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.job.Evaluation;
import io.github.sparkxent.job.EvaluationFixture;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.pack.PackingRequest.Overflow;
import io.github.sparkxent.report.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data sets that are rewritten with packed logits, and those that are refused. */
class LogitsPackingIT extends EvaluationFixture {
  LogitsPackingIT(SparkSession spark) {
    super(spark);
  }

  private Path output() {
    return directory.resolve("new/packed");
  }

  private PackedDataSet pack(String input) {
    return pack(input, "logits");
  }

  private PackedDataSet pack(String input, String logits) {
    return LogitsPacking.run(
        spark, new PackingRequest(List.of(input), output().toString(), logits));
  }

  private PackedDataSet pack(String input, String encoding, Overflow overflow) {
    return LogitsPacking.run(
        spark,
        PackingRequest.of(List.of(input), output().toString(), "logits", encoding, overflow));
  }

  private String files(Dataset<Row> rows, String... partitions) {
    String files = directory.resolve("files").toString();
    rows.write().partitionBy(partitions).parquet(files);
    return files;
  }

  private String splits(String input) {
    evaluate(Path.of(input));
    try {
      String json = Files.readString(result("metrics.json"));
      return json.substring(json.indexOf("\"splits\": ["));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void assertRefused(EvaluationException.Kind kind, String input, String... parts) {
    assertRefusal(kind, () -> pack(input))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").contains(parts));
    assertThat(directory.resolve("new")).doesNotExist();
  }

  @Test
  void the_sample_is_evaluated_as_before_to_the_last_letter() {
    PackedDataSet packed = pack(MNIST.toString());

    assertThat(packed.rows()).isEqualTo(10_000);
    assertThat(packed.nullLogits()).isZero();
    assertThat(splits(output().toString()))
        .contains("\"test\"")
        .isEqualTo(splits(MNIST.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "float16, 0.195875035745, 0.0078105926513671875",
    "bfloat16, 0.195971683063, 0.06242179870605469"
  })
  void half_precision_moves_the_loss_by_no_more_than_it_says(
      String encoding, double expected, double change) {
    PackedDataSet packed = pack(MNIST.toString(), encoding, Overflow.FAIL);
    EvaluationReport report = evaluate(output(), "columns.encoding=" + encoding);
    double moved = value(report, "test", "loss_mean") - 0.19587791143237193;

    assertThat(value(report, "test", "loss_mean")).isCloseTo(expected, within(5e-13));
    assertThat(packed.infinite()).isZero();
    assertThat(packed.largestChange()).isEqualTo(change);
    assertThat(Math.abs(moved)).isBetween(1e-9, 2 * change);
    assertThat(report.run().input().shownReader()).isEqualTo("the scan");
    assertThat(
            Evaluation.check(spark, configuration(output(), "columns.encoding=" + encoding).read())
                .columns())
        .containsEntry("logits", "binary, " + encoding);
  }

  @Test
  void a_finite_logit_that_would_become_infinite_is_refused_unless_asked_for() {
    String input =
        files(
            spark.sql(
                "SELECT id, array(1F, if(id < 3, -65520F, 65519F), -float('inf')) AS logits"
                    + " FROM range(10)"));

    assertThatThrownBy(() -> pack(input, "float16", Overflow.FAIL))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith(
            "3 rows have finite logits in column logits that float16 rounds to infinity, expected"
                + " a magnitude below 65520.0 (the first in ")
        .hasMessageEndingWith("; --overflow infinity writes them as infinite and counts the rows");
    assertThat(directory.resolve("new")).doesNotExist();

    PackedDataSet packed = pack(input, "float16", Overflow.INFINITY);
    assertThat(packed.infinite()).isEqualTo(3);
    assertThat(packed.largestChange()).isEqualTo(15);
    assertThat(
            spark
                .read()
                .parquet(output().toString())
                .selectExpr("hex(logits) AS logits", "id < 3 AS too_large")
                .distinct()
                .where("logits = if(too_large, '003C00FC00FC', '003CFF7B00FC')")
                .count())
        .isEqualTo(2);
  }

  @Test
  void other_columns_stay_with_their_names_and_types() {
    pack(MNIST.toString());
    Dataset<Row> before = mnist();
    Dataset<Row> after = spark.read().parquet(output().toString());

    assertThat(after.columns()).isEqualTo(before.columns());
    assertThat(after.drop("logits").schema()).isEqualTo(before.drop("logits").schema());
    assertThat(after.schema().apply("logits").dataType().simpleString()).isEqualTo("binary");
    assertThat(after.withColumn("logits", expr("xent.unpack(logits)")).exceptAll(before).count())
        .isZero();
    assertThat(after.count()).isEqualTo(10_000);
  }

  @Test
  void directories_of_partitions_stay_as_text() throws IOException {
    String input =
        files(
            spark.sql(
                "SELECT array(1F, id) AS logits, id, if(id % 2 = 0, '007', null) AS part,"
                    + " map('a', id) AS extra FROM range(10)"),
            "part");

    assertThat(pack(input).rows()).isEqualTo(10);
    try (Stream<Path> inside = Files.list(output())) {
      assertThat(inside.map(path -> path.getFileName().toString()))
          .contains("part=007", "part=__HIVE_DEFAULT_PARTITION__", "_SUCCESS");
    }
    try (Stream<Path> beside = Files.list(directory.resolve("new"))) {
      assertThat(beside).containsExactly(output());
    }
    assertThat(
            spark
                .read()
                .parquet(output().toString())
                .where("extra['a'] = id AND xent.unpack(logits) = array(1F, float(id))")
                .where("(id % 2 = 0) = (part <=> 7)")
                .count())
        .isEqualTo(10);
  }

  @Test
  void doubles_are_taken_where_each_is_a_float() {
    String input =
        files(
            spark.sql(
                "SELECT * FROM VALUES (1, array(0.5D, -0D, double('NaN'), -double('inf'))),"
                    + " (2, null), (3, array()) AS t(id, logits)"));

    assertThat(pack(input).nullLogits()).isEqualTo(1);
    assertThat(
            spark
                .read()
                .parquet(output().toString())
                .orderBy("id")
                .selectExpr("hex(logits)")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactly("0000003F000000800000C07F000080FF", null, "");
  }

  @Test
  void a_double_that_no_float_equals_is_refused() {
    assertRefused(
        EvaluationException.Kind.INPUT,
        files(spark.sql("SELECT array(0.5D, if(id < 3, 0.1D, 1D)) AS logits FROM range(10)")),
        "3 rows have logits in column logits, array<double>, that no float32 equals",
        ".parquet); cast the column to array<float> first if that is what is meant");
    String cast = directory.resolve("cast").toString();
    spark
        .read()
        .parquet(directory.resolve("files").toString())
        .selectExpr("cast(logits as array<float>) AS logits")
        .write()
        .parquet(cast);
    assertThat(pack(cast).rows()).isEqualTo(10);
  }

  @Test
  void a_double_beyond_float_is_refused() {
    assertRefused(
        EvaluationException.Kind.INPUT,
        files(spark.sql("SELECT array(1e300D) AS logits")),
        "1 rows have logits in column logits, array<double>, that no float32 equals");
  }

  @ParameterizedTest
  @CsvSource({"F", "D"})
  void a_null_among_the_logits_is_refused(String type) {
    assertRefused(
        EvaluationException.Kind.INPUT,
        files(
            spark.sql(
                "SELECT array(1%s, if(id = 7, null, 2%s)) AS logits FROM range(10)"
                    .formatted(type, type))),
        "1 rows have a null among the logits in column logits, expected numbers only (the first in",
        "part-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "split | --logits split is string, expected array<float> or array<double>",
        "logit | --logits logit is no column of the input, expected one of example_id, ",
      })
  void what_is_no_column_of_logits_is_refused(String logits, String message) {
    assertThatThrownBy(() -> pack(MNIST.toString(), logits))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining(message);
    assertThat(directory.resolve("new")).doesNotExist();
  }

  @Test
  void packed_logits_are_not_packed_again() {
    String input = files(spark.sql("SELECT xent.pack(array(1F)) AS logits"));

    assertRefused(
        EvaluationException.Kind.CONFIGURATION,
        input,
        "--logits logits is binary, expected array<float> or array<double>: it may be packed");
  }

  @Test
  void an_output_that_exists_is_refused_and_stays() throws IOException {
    Files.createDirectories(output());
    Files.writeString(output().resolve("mine"), "mine");

    assertThatThrownBy(() -> pack(MNIST.toString()))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("--output " + output() + " exists, expected the name of a new directory");
    assertThat(output().resolve("mine")).hasContent("mine");
  }

  @Test
  void an_output_in_the_input_is_refused() {
    String input = files(spark.sql("SELECT array(1F) AS logits"));

    assertThatThrownBy(
            () ->
                LogitsPacking.run(
                    spark, new PackingRequest(List.of(input), input + "/packed", "logits")))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("--output " + input + "/packed lies in --input " + input);
  }

  @Test
  void a_path_that_is_not_there_is_named_by_its_option() {
    assertThatThrownBy(() -> pack(directory + "/none"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("--input " + directory + "/none does not exist in file:");
  }

  @Test
  void an_input_without_rows_is_refused() {
    assertRefused(
        EvaluationException.Kind.INPUT,
        files(spark.sql("SELECT array(1F) AS logits WHERE 1 = 0")),
        "the input has no rows");
  }

  @Test
  void a_file_without_the_column_is_refused() {
    String input = files(spark.sql("SELECT array(1F) AS logits, 1 AS id"));
    spark.sql("SELECT 2 AS id").write().mode("append").parquet(input);

    assertRefused(
        EvaluationException.Kind.INPUT, input, "has no column logits, which other files have");
  }

  @Test
  void a_write_that_fails_leaves_nothing() {
    FaultyFileSystem.set(
        (operation, path) -> {
          if (operation.equals("create") && path.getName().startsWith("part-")) {
            throw new IOException("no space left on device");
          }
        });

    assertThatThrownBy(this::packFaulty)
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("no space left on device");
    assertThat(directory.resolve("new")).doesNotExist();
  }

  @Test
  void an_output_that_something_else_makes_meanwhile_stays() {
    FaultyFileSystem.set(
        (operation, path) -> {
          if (operation.equals("rename") && path.getName().startsWith(".staging-packed-")) {
            Files.createDirectories(output());
            Files.writeString(output().resolve("mine"), "mine");
          }
        });

    assertThatThrownBy(this::packFaulty)
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("was created by something else meanwhile");
    assertThat(output()).isDirectoryContaining("glob:**/mine");
    assertThat(directory.resolve("new")).isDirectoryNotContaining("glob:**/.staging*");
  }

  @Test
  void other_values_than_those_read_are_not_published() throws IOException {
    String input = files(spark.sql("SELECT array(float(id), 2F) AS logits FROM range(0, 5, 1, 1)"));
    byte[] bytes =
        packedFile(
            "SELECT xent.pack(array(float(id), if(id = 3, 7F, 2F))) AS logits"
                + " FROM range(0, 5, 1, 1)");
    FaultyFileSystem.set(
        (operation, path) -> {
          if (operation.equals("rename")) {
            overwriteParts(Path.of(path.toUri().getPath()), bytes);
          }
        });

    assertThatThrownBy(() -> packFaulty(input))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("the rows written are 5 (0 without logits, hash sum ");
    assertThat(directory.resolve("new")).doesNotExist();
  }

  private static void overwriteParts(Path moved, byte[] bytes) throws IOException {
    try (Stream<Path> below = Files.walk(moved)) {
      for (Path part : below.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        Files.write(part, bytes);
      }
    }
  }

  private byte[] packedFile(String query) throws IOException {
    String file = directory.resolve("variant").toString();
    spark.sql(query).write().parquet(file);
    try (Stream<Path> parts = Files.list(Path.of(file))) {
      return Files.readAllBytes(
          parts
              .filter(path -> path.getFileName().toString().startsWith("part-"))
              .findFirst()
              .get());
    }
  }

  private void packFaulty() {
    packFaulty(MNIST.toString());
  }

  private void packFaulty(String input) {
    LogitsPacking.run(spark, new PackingRequest(List.of(input), "faulty://" + output(), "logits"));
  }
}
