// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.SparkSessions;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The classic functions beside those of the catalog, over the MNIST sample. */
@ExtendWith(SparkSessions.class)
class XentFunctionsIT {
  private final SparkSession spark;

  XentFunctionsIT(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void register() {
    XentFunctions.registerAll(spark);
    spark.read().parquet("data/mnist/mlp").createOrReplaceTempView("mnist");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "softmax(logits)",
        "log_softmax(logits)",
        "logsumexp(logits)",
        "softmax(cast(logits as array<double>))",
        "softmax_cross_entropy_with_logits(logits, label_one_hot)",
        "sparse_softmax_cross_entropy_with_logits(logits, label)",
        "sparse_softmax_cross_entropy_with_logits(logits, cast(label as tinyint))",
        "cross_entropy(transform(logits, z -> 0.1D), label_one_hot)",
        "one_hot(label, 10)",
        "pack(logits)",
        "unpack(xent.pack(logits))",
        "softmax(xent.pack(logits))",
        "log_softmax(xent.pack(logits))",
        "logsumexp(xent.pack(logits))",
        "softmax_cross_entropy_with_logits(xent.pack(logits), label_one_hot)",
        "sparse_softmax_cross_entropy_with_logits(xent.pack(logits), label)",
        "vector_to_array(named_struct('type', 0Y, 'size', 10, 'indices', array(label), 'values', array(double(logits[0]))))",
        "vector_to_array(named_struct('type', 1Y, 'size', cast(null as int), 'indices', cast(null as array<int>), 'values', cast(logits as array<double>)))"
      })
  void give_the_bits_of_the_catalog(String call) {
    assertThat(
            spark
                .sql("SELECT * FROM mnist WHERE xent." + call + " IS DISTINCT FROM xent_" + call)
                .count())
        .isZero();
  }

  @Test
  void sums_and_means_are_exact() {
    assertThat(
            spark
                .sql(
                    "SELECT split, xent.exact_sum(logits[0]), xent.exact_mean(logits[0]) FROM mnist"
                        + " GROUP BY split ORDER BY split")
                .collectAsList())
        .isEqualTo(
            spark
                .sql(
                    "SELECT split, xent_exact_sum(logits[0]), xent_exact_mean(logits[0]) FROM mnist"
                        + " GROUP BY split ORDER BY split")
                .collectAsList());
    assertThat(
            spark
                .sql("SELECT xent_exact_sum(x) FROM VALUES (1e16D), (1D), (null), (-1e16D) AS t(x)")
                .first()
                .getDouble(0))
        .isEqualTo(1);
    assertThat(spark.sql("SELECT xent_exact_mean(cast(null as double))").first().isNullAt(0))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "softmax(cast(null as array<float>))",
        "sparse_softmax_cross_entropy_with_logits(array(1D), cast(null as int))",
        "one_hot(cast(null as int), 3)",
        "pack(cast(null as array<float>))",
        "unpack(cast(null as binary))",
        "vector_to_array(cast(null as struct<type:tinyint,size:int,indices:array<int>,values:array<double>>))"
      })
  void a_null_argument_gives_null(String call) {
    assertThat(spark.sql("SELECT xent_" + call).first().isNullAt(0)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "softmax(array(1.5, 2)) | logits[0] is 1.5 (BigDecimal), expected float or double",
        "softmax(1D) | logits is 1.0 (Double), expected array<float> or array<double>",
        "softmax(array(1D, null)) | logits[1] is null, expected a number",
        "sparse_softmax_cross_entropy_with_logits(array(1D), 0.7D) | label is 0.7 (Double), expected",
        "sparse_softmax_cross_entropy_with_logits(array(1D), 1) | label 1 is outside [0, 1)",
        "one_hot(3, 2) | label 3 is outside [0, 2)",
        "pack(array(1D)) | logits[0] is 1.0 (Double), expected float; cast it",
        "pack(array(1F, null)) | logits[1] is null, expected a number",
        "pack(1F) | logits is 1.0 (Float), expected array<float>",
        "unpack('text') | packed is text (String), expected binary",
        "unpack(X'0102030405') | packed logits have 5 bytes, expected a multiple of 4",
        "softmax(X'0102030405') | packed logits have 5 bytes, expected a multiple of 4",
        "vector_to_array(struct(1 AS a)) | vector is [1] (GenericRowWithSchema), expected struct<type:tinyint,",
        "vector_to_array(array(1D)) | expected struct<type:tinyint,",
        "vector_to_array(named_struct('type', 0Y, 'size', 4, 'indices', array(1, 4), 'values', array(5D, 7D))) | vector has the index 4, expected [0, 4)"
      })
  void a_bad_argument_is_named(String call, String message) {
    assertThatThrownBy(() -> spark.sql("SELECT xent_" + call).collectAsList())
        .hasStackTraceContaining(message);
  }
}
