// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.row.PredictionKind;
import io.github.sparkxent.scan.parquet.FilePart;
import io.github.sparkxent.scan.parquet.ParquetParts;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Plans of scans, from footers as parquet-java reads them. */
final class ScanPlans {
  private ScanPlans() {}

  /** Returns options of an evaluation of which no metric is missing. */
  static EvaluationOptions options(String... slices) {
    return new EvaluationOptions(
        LossOptions.of(0, null, OptionalLong.of(-100)),
        0,
        1e-3,
        PredictionKind.LOGITS,
        1e-3,
        List.of(),
        1000,
        new MetricOptions(List.of(1, 2), 15, 10, 10, 3, List.of(slices), 100));
  }

  /** Returns the same options without the worst rows, for which no id is needed. */
  static EvaluationOptions withoutIds(String... slices) {
    EvaluationOptions with = options(slices);
    return new EvaluationOptions(
        with.loss(),
        with.numClasses(),
        with.labelSumTolerance(),
        with.kind(),
        with.probabilitySumTolerance(),
        with.classes(),
        with.maxSplits(),
        new MetricOptions(List.of(1, 2), 15, 10, 10, 0, List.of(slices), 100));
  }

  /** Returns columns of types in Spark's words, such as {@code array<float>}. */
  static StructType columns(String... namesAndTypes) {
    StructType columns = new StructType();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns = columns.add(namesAndTypes[i], DataType.fromDDL(namesAndTypes[i + 1]));
    }
    return columns;
  }

  /**
   * Returns a plan of the Parquet files in a local directory, read by columns of their names; one
   * that the files lack is 1.0, or null if it is a string.
   *
   * @param scheme the file system under which the files are named: {@code file} or {@code faulty}
   */
  static ScanPlan of(
      SparkSession spark,
      String scheme,
      Path directory,
      StructType columns,
      EvaluationOptions options) {
    List<String> found = List.of(spark.read().parquet(directory.toString()).columns());
    List<String> stored = Stream.of(columns.fieldNames()).filter(found::contains).toList();
    List<ScanFile.Source> sources = new ArrayList<>();
    for (StructField column : columns.fields()) {
      int index = stored.indexOf(column.name());
      boolean isText = column.dataType().equals(DataTypes.StringType);
      sources.add(
          index >= 0
              ? new ScanFile.Stored(index)
              : new ScanFile.Constant(isText ? null : (Double) 1.0));
    }
    try (Stream<Path> paths = Files.list(directory)) {
      List<ScanFile> files = new ArrayList<>();
      for (Path path : paths.filter(one -> one.toString().endsWith(".parquet")).sorted().toList()) {
        FilePart part = ParquetParts.of(path, stored.toArray(new String[0]));
        files.add(
            new ScanFile(
                new FilePart(
                    scheme + ":" + path.toAbsolutePath(),
                    part.bytes(),
                    part.modified(),
                    part.columns(),
                    part.rowGroups()),
                sources));
      }
      return new ScanPlan(columns, files, options, spark.sparkContext().hadoopConfiguration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
