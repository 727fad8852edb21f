// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.timestamp_micros;

import io.github.sparkxent.job.config.OutputConfig;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.MetricLine;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The metrics of a report as a table in long form, one line a metric, for the history of many runs:
 * a Parquet file of its own in the directory of each run, all of the same columns.
 *
 * <p>The rows by outcome are among the metrics, as {@code rows_read} and so on, and so is the
 * comparison with a baseline, as {@code comparison.loss_mean.difference} and so on. A metric that
 * is undefined has a null value. Each verdict of a gate is a line of its own, of the metric {@code
 * gate.loss_mean} and so on, so that no line of a metric is there twice.
 */
public final class MetricsTable {
  /** Hidden from readers if it is ever left behind. */
  private static final String ASIDE = ".metrics";

  /** Comes before the metric of a verdict. */
  private static final String GATE = "gate.";

  private static final String TIME = "time";
  private static final DataType TAGS =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, false);
  private static final StructType LINES =
      DataTypes.createStructType(
          new StructField[] {
            column("run_id", DataTypes.StringType, false),
            column(TIME, DataTypes.LongType, false),
            column("name", DataTypes.StringType, false),
            column("split", DataTypes.StringType, true),
            column("slice", DataTypes.StringType, true),
            column("slice_value", DataTypes.StringType, true),
            column("metric", DataTypes.StringType, false),
            column("value", DataTypes.DoubleType, true),
            column("data_date", DataTypes.DateType, true),
            column("tags", TAGS, false),
            column("gate_class", DataTypes.StringType, true),
            column("gate_rule", DataTypes.StringType, true),
            column("gate_limit", DataTypes.DoubleType, true),
            column("gate_verdict", DataTypes.StringType, true),
            column("gate_passed", DataTypes.BooleanType, true)
          });

  private MetricsTable() {}

  private static StructField column(String name, DataType type, boolean nullable) {
    return DataTypes.createStructField(name, type, nullable);
  }

  /** Writes the table into the directory of a run before the run is published. */
  public static void write(SparkSession spark, EvaluationReport report, RunDirectory directory)
      throws IOException {
    SparkSession own = spark.newSession();
    // The type that other readers than Spark know; the default is that of old Hive.
    own.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    Path aside = directory.staged(ASIDE);
    own.createDataFrame(lines(report), LINES)
        .withColumn(TIME, timestamp_micros(col(TIME)))
        .coalesce(1)
        .write()
        .parquet(aside.toString());
    directory.takeOnlyPart(aside, OutputConfig.TABLE_FILE);
  }

  /** Returns the lines of the table; their time is still in microseconds. */
  static List<Row> lines(EvaluationReport report) {
    List<Row> lines = new ArrayList<>();
    for (MetricLine metric : MetricLine.of(report)) {
      lines.add(line(report, metric, null, null, null, null, null));
    }
    report.gates().forEach(verdict -> lines.add(line(report, verdict)));
    return lines;
  }

  private static Row line(EvaluationReport report, Verdict verdict) {
    SplitPart part = verdict.part();
    return line(
        report,
        new MetricLine(
            verdict.split(), part.slice(), part.value(), GATE + verdict.metric(), verdict.value()),
        part.label(),
        verdict.rule(),
        verdict.limit(),
        verdict.outcome().word(),
        verdict.passed());
  }

  /** Returns a line; what follows its value is of a gate, or null. */
  private static Row line(EvaluationReport report, MetricLine metric, Object... gate) {
    RunInfo run = report.run();
    List<Object> line = new ArrayList<>();
    line.add(run.id());
    line.add(ChronoUnit.MICROS.between(Instant.EPOCH, run.started()));
    line.add(run.name());
    line.add(metric.split());
    line.add(metric.slice());
    line.add(metric.sliceValue());
    line.add(metric.metric());
    line.add(metric.value());
    line.add(run.dataDate());
    line.add(run.tags());
    line.addAll(Arrays.asList(gate));
    return RowFactory.create(line.toArray());
  }
}
