// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.json.JsonReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Evaluates an input by the scan and by Spark's reader. */
abstract class ReadersFixture extends EvaluationFixture {
  static final String NAMED = "classes=" + InputFixture.CLASSES;
  static final String NAME = "element_at(" + InputFixture.NAMES + ", label + 1)";

  ReadersFixture(SparkSession spark) {
    super(spark);
  }

  /**
   * What becomes of an evaluation.
   *
   * @param reader what read the rows, and why
   * @param splits the text of the splits in the report
   * @param refusal the kind and the message of a refusal
   * @param losses the losses of all rows, sorted, if the configuration asks for them
   */
  private record Outcome(String reader, String splits, String refusal, List<String> losses) {}

  private Outcome outcome(String reader, String yaml, String... settings) {
    String[] all =
        Stream.concat(Stream.of(settings), Stream.of("input.reader=" + reader, "run_id=" + reader))
            .toArray(String[]::new);
    try {
      EvaluationReport report = evaluate(yaml, all);
      String json = new JsonReport().render(report);
      List<String> losses = List.of();
      Path written = directory.resolve("out/evaluation").resolve(reader).resolve("losses");
      if (Files.exists(written)) {
        losses =
            spark.read().parquet(written.toString()).toJSON().collectAsList().stream()
                .sorted()
                .toList();
      }
      return new Outcome(
          report.run().input().shownReader(),
          json.substring(json.indexOf("\"splits\": ["), json.lastIndexOf("\"gates\": [")),
          null,
          losses);
    } catch (EvaluationException e) {
      return new Outcome(null, null, e.kind() + ": " + e.getMessage(), List.of());
    }
  }

  /** Requires one outcome of both readers, the scan among them. */
  void agree(String yaml, String... settings) {
    Outcome bySpark = outcome("spark", yaml, settings);
    Outcome byScan = outcome("auto", yaml, settings);
    assertThat(byScan)
        .isEqualTo(
            new Outcome(byScan.reader(), bySpark.splits(), bySpark.refusal(), bySpark.losses()));
    if (bySpark.refusal() == null) {
      assertThat(byScan.reader()).isEqualTo("the scan");
      assertThat(bySpark.reader()).contains("input.reader is spark");
    } else {
      assertThat(EvaluationJob.check(spark, configuration(yaml, settings).read()).reader())
          .isEqualTo("the scan");
    }
  }

  static String input(Path path) {
    return "{input: {path: '" + path + "'}}";
  }

  /** Some rows of the sample in two files, with such columns. */
  Path sample(String... columns) {
    return written("sample", some().selectExpr(columns).repartition(2));
  }

  Dataset<Row> some() {
    return mnist().where("example_id % 40 = 0");
  }
}
