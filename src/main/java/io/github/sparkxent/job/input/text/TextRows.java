// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.text;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.input.DataReader;
import io.github.sparkxent.job.input.column.NeededColumns;
import io.github.sparkxent.job.input.file.InputFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Counts the rows of JSON and CSV files before Spark reads them: these formats promise no number,
 * and Spark's readers pass over what is no record.
 */
public final class TextRows {
  /** How many bytes of a file one task checks. */
  private static final long PART = 64L << 20;

  private TextRows() {}

  /** Tells whether a data set is one of text files. */
  public static boolean areIn(DataSource source) {
    return source.isFiles() && source.isText();
  }

  /** Returns how many rows a data set of text files has. */
  public static long count(
      SparkSession spark, DataSource source, InputFiles files, NeededColumns needed)
      throws IOException {
    return count(spark, source, files, needed, PART);
  }

  /** Returns how many rows a data set of text files has. */
  public static long count(
      SparkSession spark, DataSource source, InputFiles files, NeededColumns needed, long partBytes)
      throws IOException {
    Configuration hadoop = source.hadoop(spark.sparkContext().hadoopConfiguration());
    boolean isWhole = Boolean.parseBoolean(source.option("multiLine"));
    boolean isCsv = source.format().equals("csv");
    CsvLayouts layouts = isCsv ? CsvLayouts.of(spark, source, files, needed) : null;
    List<TextCheck.Part> parts = new ArrayList<>();
    for (FileStatus file : files.files()) {
      int kind = isCsv ? layouts.kind(file) : 0;
      addParts(file, hadoop, isWhole, kind, partBytes, parts);
    }
    if (parts.isEmpty()) {
      return 0;
    }
    StructType schema = isCsv || source.schema() == null ? null : DataReader.schema(source);
    List<CsvColumns> columns = isCsv ? layouts.columns() : List.of();
    List<TextCheck.Result> results =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(parts, parts.size())
            .map(new TextCheck(hadoop, source, schema, columns))
            .collect();
    return rows(parts, results);
  }

  private static void addParts(
      FileStatus file,
      Configuration hadoop,
      boolean isWhole,
      int kind,
      long partBytes,
      List<TextCheck.Part> parts) {
    Path path = file.getPath();
    boolean isOne = isWhole || new CompressionCodecFactory(hadoop).getCodec(path) != null;
    long step = isOne ? Math.max(1, file.getLen()) : partBytes;
    for (long start = 0; start < file.getLen(); start += step) {
      long length = Math.min(step, file.getLen() - start);
      parts.add(new TextCheck.Part(path.toString(), start, length, isWhole, kind));
    }
  }

  private static long rows(List<TextCheck.Part> parts, List<TextCheck.Result> results) {
    long rows = 0;
    long lines = 0;
    for (int i = 0; i < parts.size(); i++) {
      lines = parts.get(i).start() == 0 ? 0 : lines;
      lines += results.get(i).lines();
      if (results.get(i).fault() != null) {
        throw EvaluationException.input(
            "input file %s, line %s, %s"
                .formatted(Secrets.maskPath(parts.get(i).path()), lines, results.get(i).fault()));
      }
      rows = Math.addExact(rows, results.get(i).rows());
    }
    return rows;
  }
}
