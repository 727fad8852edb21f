// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.SparkSessions;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkSessions.class)
class SampleDataIT {
  private final SparkSession spark;

  SampleDataIT(SparkSession spark) {
    this.spark = spark;
  }

  private Dataset<Row> read(String name) {
    return spark
        .read()
        .option("parquet.page.verify-checksum.enabled", true)
        .parquet("data/" + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist/mlp", "mnist/softmax_regression"})
  void mnist_has_the_columns_that_the_readme_lists(String name) {
    assertThat(read(name).schema().toDDL())
        .isEqualTo(
            "example_id BIGINT,split STRING,label INT,label_one_hot ARRAY<FLOAT>,"
                + "logits ARRAY<FLOAT>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist/mlp", "mnist/softmax_regression"})
  void each_model_has_the_same_10000_images_in_three_splits(String name) {
    Dataset<Row> rows = read(name);
    assertThat(rows.groupBy("split").count().orderBy("split").collectAsList())
        .extracting(row -> row.getString(0) + " " + row.getLong(1))
        .containsExactly("test 2000", "train 6000", "validation 2000");
    Dataset<Row> labels = read("mnist/mlp").select("example_id", "split", "label");
    assertThat(labels.except(rows.select("example_id", "split", "label")).isEmpty()).isTrue();
    assertThat(rows.select("example_id").distinct().count()).isEqualTo(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist/mlp", "mnist/softmax_regression", "tutorial"})
  void the_one_hot_label_agrees_with_the_class_id(String name) {
    String agrees =
        "size(label_one_hot) = size(logits) AND label BETWEEN 0 AND size(logits) - 1"
            + " AND aggregate(label_one_hot, 0f, (sum, mass) -> sum + mass) = 1"
            + " AND label_one_hot[label] = 1";
    assertThat(read(name).where("NOT coalesce(" + agrees + ", false)").count()).isZero();
  }

  /** The digests were taken of the CSV files, big-endian floats in the order of the images. */
  @ParameterizedTest
  @CsvSource({
    "mlp, 738e6a95168331ae57a0e738c22bf7958fc247eef1267f61345f30f6d7db3d48",
    "softmax_regression, f6126985a15c4c8ab302963527e362def9fca384191dcdf710a529d07552dc48"
  })
  void the_logits_are_those_of_the_model_bit_for_bit(String model, String digest)
      throws IOException, GeneralSecurityException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    List<Row> rows = read("mnist/" + model).orderBy("example_id").select("logits").collectAsList();
    try (DataOutputStream out =
        new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), sha256))) {
      for (Row row : rows) {
        for (float logit : row.<Float>getList(0)) {
          out.writeFloat(logit);
        }
      }
    }
    assertThat(HexFormat.of().formatHex(sha256.digest())).isEqualTo(digest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "softmax_regression"})
  void the_readme_states_the_mean_loss_and_accuracy_of_each_split(String model) throws IOException {
    Map<String, double[]> sums = new TreeMap<>();
    for (Row row : read("mnist/" + model).select("split", "label", "logits").collectAsList()) {
      List<Float> logits = row.getList(2);
      double label = logits.get(row.getInt(1));
      double[] sum = sums.computeIfAbsent(row.getString(0), split -> new double[3]);
      sum[0]++;
      sum[1] += Math.log(logits.stream().mapToDouble(z -> Math.exp(z - label)).sum());
      sum[2] += label == Collections.max(logits) ? 1 : 0;
    }
    String readme = Files.readString(Path.of("data/README.md"));
    sums.forEach(
        (split, sum) ->
            assertThat(readme)
                .contains(
                    String.format(
                        Locale.ROOT,
                        "| `%s` | %s | %.6f | %.4f |",
                        model,
                        split,
                        sum[1] / sum[0],
                        sum[2] / sum[0])));
    assertThat(sums).hasSize(3);
  }

  @Test
  void the_tutorial_is_the_worked_example() {
    assertThat(read("tutorial").orderBy("example_id").collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            "[0,2,ArraySeq(0.0, 0.0, 1.0),ArraySeq(1.0, 2.0, 3.0)]",
            "[1,2,ArraySeq(0.0, 0.0, 1.0),ArraySeq(1.0, 2.0, 3.0)]",
            "[2,2,ArraySeq(0.0, 0.0, 1.0),ArraySeq(1.0, 2.0, 3.0)]");
  }

  @Test
  void nothing_but_parquet_lies_beside_the_data() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("data"))) {
      assertThat(files.filter(Files::isRegularFile).map(Path::toString))
          .containsExactlyInAnyOrder(
              "data/README.md",
              "data/mnist/mlp/mlp.snappy.parquet",
              "data/mnist/softmax_regression/softmax_regression.snappy.parquet",
              "data/tutorial/tutorial.snappy.parquet");
    }
  }
}
