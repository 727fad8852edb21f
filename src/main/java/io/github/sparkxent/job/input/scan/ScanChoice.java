// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.scan;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.input.column.ColumnConflicts;
import io.github.sparkxent.job.input.column.PlainColumn;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.parquet.ParquetFooter;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import io.github.sparkxent.scan.ScanFile;
import io.github.sparkxent.scan.ScanPlan;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Which reader takes an input: the scan, with a plan, or Spark's, for a reason.
 *
 * @param plan what the scan reads, or null
 * @param stored the columns of the files that it reads
 * @param reason why it is not the scan, or null
 */
public record ScanChoice(ScanPlan plan, StructType stored, String reason) {
  /** Returns Spark's reader. */
  public static ScanChoice spark(String reason) {
    return new ScanChoice(null, new StructType(), reason);
  }

  public boolean isScan() {
    return plan != null;
  }

  /**
   * The input of a run.
   *
   * @param files its files, sorted by path
   * @param filter the condition of the rows that the run is about, or null
   * @param manifest what their footers say, in the same order
   * @param conflicts their columns
   * @param split the expression of the split, or null
   */
  public record Input(
      InputFiles files,
      String filter,
      ParquetManifest manifest,
      ColumnConflicts conflicts,
      String split) {}

  /** Chooses the reader of Parquet files whose columns all resolve. */
  public static ScanChoice of(
      SparkSession spark, EvaluationConfig config, EvaluationOptions options, Input input) {
    String refusal = ScanConditions.refusal(spark, config, input.filter());
    if (refusal != null) {
      return spark(refusal);
    }
    if (input.manifest() == null) {
      return spark("no footers were read");
    }
    try {
      return scan(spark, config, options, input);
    } catch (NotScanned e) {
      return spark(e.getMessage());
    }
  }

  private static ScanChoice scan(
      SparkSession spark, EvaluationConfig config, EvaluationOptions options, Input input)
      throws NotScanned {
    ColumnNames names = input.conflicts().names();
    StructType all = input.conflicts().all();
    StructType withSplit =
        config.input().splits().isEmpty()
            ? all
            : all.add(PlainColumn.name(input.split()), DataTypes.StringType);
    List<ScanColumn> columns = ScanColumns.of(config, withSplit, input.split(), names);
    Configuration hadoop =
        config.input().source().hadoop(spark.sparkContext().hadoopConfiguration());
    ScanPlan plan =
        new ScanPlan(
            new StructType(columns.stream().map(ScanColumn::field).toArray(StructField[]::new)),
            files(spark, config, columns, input),
            options,
            hadoop);
    Set<String> used =
        columns.stream()
            .map(ScanColumn::source)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return new ScanChoice(
        plan,
        new StructType(
            Arrays.stream(all.fields())
                .filter(field -> used.contains(field.name()))
                .toArray(StructField[]::new)),
        null);
  }

  private static List<ScanFile> files(
      SparkSession spark, EvaluationConfig config, List<ScanColumn> columns, Input input)
      throws NotScanned {
    ColumnNames names = input.conflicts().names();
    Map<String, String> splits = splits(config, input.files());
    ScanFiles found = new ScanFiles(spark, columns);
    List<ScanFile> files = new ArrayList<>();
    List<ParquetFooter> footers = input.manifest().footers();
    for (int i = 0; i < footers.size(); i++) {
      ParquetFooter footer = footers.get(i);
      if (footer.file().rows() > 0) {
        String path = footer.file().path();
        Map<String, String> beside = new HashMap<>();
        input
            .conflicts()
            .directory(path)
            .values()
            .forEach((name, value) -> beside.put(names.key(name), value));
        if (splits.containsKey(path)) {
          beside.put(names.key(PlainColumn.name(input.split())), splits.get(path));
        }
        files.add(found.of(footer, input.files().files().get(i), beside));
      }
    }
    return files;
  }

  /** Returns the split of each file by its path, if each split has paths. */
  private static Map<String, String> splits(EvaluationConfig config, InputFiles files) {
    Map<String, String> splits = new HashMap<>();
    for (String split : config.input().splits().keySet()) {
      for (FileStatus file : files.part(config.input().source(split).paths()).files()) {
        splits.put(file.getPath().toString(), split);
      }
    }
    return splits;
  }
}
