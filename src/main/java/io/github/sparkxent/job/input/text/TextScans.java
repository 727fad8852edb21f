// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.text;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.config.EvaluationConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Finds text files behind tables and views: they are read as defined there, and no line is checked.
 */
public final class TextScans {
  private static final Pattern SCAN = Pattern.compile("\\b(?:FileScan|BatchScan) (json|csv)\\b");

  private TextScans() {}

  /** Returns warnings about tables and queries that read text files. */
  public static List<String> warnings(
      SparkSession spark, EvaluationConfig config, Dataset<Row> rows) {
    List<DataSource> sources =
        Stream.of(
                config.input().source(), config.labels() == null ? null : config.labels().source())
            .filter(source -> source != null && !source.isFiles())
            .toList();
    return sources.isEmpty() || Arrays.stream(rows.inputFiles()).allMatch(TextScans::isBinary)
        ? List.of()
        : sources.stream().flatMap(source -> warning(spark, source).stream()).toList();
  }

  private static Optional<String> warning(SparkSession spark, DataSource source) {
    Set<String> formats = new TreeSet<>();
    Matcher matcher = SCAN.matcher(plan(spark, source));
    while (matcher.find()) {
      formats.add(matcher.group(1).toUpperCase(Locale.ROOT));
    }
    return formats.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ("%s reads files of %s whose lines are not checked: malformed ones are nulls,"
                    + " or lost; %s.path with format and schema checks them")
                .formatted(source.place(), String.join(" and ", formats), source.key()));
  }

  private static boolean isBinary(String file) {
    return file.endsWith(".parquet") || file.endsWith(".orc");
  }

  private static String plan(SparkSession spark, DataSource source) {
    return spark.sql("EXPLAIN " + source.select()).first().getString(0);
  }
}
