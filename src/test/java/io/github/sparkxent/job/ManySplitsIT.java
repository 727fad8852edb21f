// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.report.SplitReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More splits than are looked up at once, row by row another, with names that end differently. */
class ManySplitsIT extends EvaluationFixture {
  ManySplitsIT(SparkSession spark) {
    super(spark);
  }

  private void evaluates_each(Dataset<Row> rows, int splits) {
    Path files = written("files", rows);
    spark.read().parquet(files.toString()).createOrReplaceTempView("many_splits");
    Map<String, Double> expected = new TreeMap<>();
    spark
        .sql(
            "SELECT split, xent.exact_sum("
                + "xent.sparse_softmax_cross_entropy_with_logits(logits, label))"
                + " FROM many_splits GROUP BY split")
        .collectAsList()
        .forEach(row -> expected.put(row.getString(0), row.getDouble(1)));

    Map<String, Double> sums = new TreeMap<>();
    for (SplitReport split :
        evaluate("{input: {path: %s}, quality: {max_splits: %d}}".formatted(files, splits))
            .splits()) {
      sums.put(split.split(), split.metrics().value("loss_sum").doubleValue());
    }

    assertThat(sums).hasSize(splits).isEqualTo(expected);
  }

  /** The prefix is as long as a name's first doubles, or shorter, or longer. */
  @ParameterizedTest
  @ValueSource(strings = {"", "six-by", "seven-b", "eight-by", "thirteen-byte", "fourteen-bytes"})
  void have_the_sums_of_their_own_rows(String prefix) {
    evaluates_each(
        mnist().selectExpr("concat('" + prefix + "', example_id % 23) AS split", "logits", "label"),
        23);
  }

  @Test
  void by_the_thousands_are_evaluated_in_the_same_pass() {
    evaluates_each(
        mnist()
            .selectExpr("concat('split of a day ', example_id % 4999) AS split", "logits", "label"),
        4_999);
  }

  @Test
  void of_no_letters_is_a_split_like_others() {
    evaluates_each(
        mnist().selectExpr("if(example_id % 2 = 0, '', '-') AS split", "logits", "label"), 2);
  }
}
