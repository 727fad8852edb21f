// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.report.SplitReport;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** An evaluation of the sample in whatever form a test gives it. */
abstract class InputFixture extends EvaluationFixture {
  static final String NAMES =
      "array('zero','one','two','three','four','five','six','seven','eight','nine')";
  static final String CLASSES = "[zero, one, two, three, four, five, six, seven, eight, nine]";

  InputFixture(SparkSession spark) {
    super(spark);
  }

  List<SplitReport> usual() {
    return evaluate(MNIST).splits();
  }

  /** The sample with one column a class, in an order that is not that of their numbers. */
  Dataset<Row> wide(String prefix) {
    Stream<String> logits =
        IntStream.of(9, 1, 0, 2, 8, 3, 7, 5, 4, 6)
            .mapToObj(i -> "logits[" + i + "] AS " + prefix + i);
    return mnist()
        .selectExpr(
            Stream.concat(logits, Stream.of("example_id", "split", "label"))
                .toArray(String[]::new));
  }
}
