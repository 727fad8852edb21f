// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.scan;

import io.github.sparkxent.job.config.ColumnsConfig;
import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.InputConfig;
import io.github.sparkxent.job.config.Slice;
import io.github.sparkxent.job.input.column.DirectoryFilter;
import io.github.sparkxent.job.input.column.PlainColumn;
import org.apache.spark.sql.SparkSession;

/** What is known before any file is looked at about whether the scan can read an input. */
public final class ScanConditions {
  private static final String FIELD_IDS = "spark.sql.parquet.fieldId.read.enabled";

  private ScanConditions() {}

  /**
   * Returns why the scan cannot read an input, whatever its files hold; null if it may.
   *
   * @param filter the condition of the rows that the run is about, or null
   */
  public static String refusal(SparkSession spark, EvaluationConfig config, String filter) {
    try {
      requireFiles(config);
      requirePlain(config);
      if (filter != null) {
        throw new NotScanned("%s chooses among rows", DirectoryFilter.KEY);
      }
      if (Boolean.parseBoolean(spark.conf().get(FIELD_IDS, "false"))) {
        throw new NotScanned("%s is true", FIELD_IDS);
      }
      return null;
    } catch (NotScanned e) {
      return e.getMessage();
    }
  }

  private static void requireFiles(EvaluationConfig config) throws NotScanned {
    DataSource source = config.input().source();
    if (config.input().reader() == InputConfig.Reader.SPARK) {
      throw new NotScanned("input.reader is spark");
    }
    if (!source.isFiles()) {
      throw new NotScanned("the input is a %s", source.table() != null ? "table" : "query");
    }
    if (!source.hasFooters()) {
      throw new NotScanned("the format is %s", source.format());
    }
    if (config.labels() != null) {
      throw new NotScanned("labels come from another data set");
    }
    if (config.baseline() != null && config.baseline().isDataSet()) {
      throw new NotScanned("the baseline comes from another data set");
    }
  }

  private static void requirePlain(EvaluationConfig config) throws NotScanned {
    ColumnsConfig columns = config.columns();
    if (columns.listsClasses()) {
      throw new NotScanned("columns.logits is a struct, with %s", ColumnsConfig.LISTED);
    }
    requirePlain("columns.logits", columns.logits());
    requirePlain("columns.label", columns.label());
    requirePlain("columns.id", columns.id());
    requirePlain("columns.split", columns.split());
    requirePlain("columns.weight", columns.weight());
    requirePlain("columns.baseline_logits", columns.baselineLogits());
    requirePlain("comparison.cluster", config.comparison().cluster());
    requirePlain("columns.mask", columns.mask());
    requirePlain("columns.bytes", columns.bytes());
    for (Slice slice : config.slices()) {
      requirePlain("the slice " + slice.name(), slice.expression());
    }
  }

  private static void requirePlain(String key, String expression) throws NotScanned {
    if (expression != null && PlainColumn.name(expression) == null) {
      throw new NotScanned("%s is an expression", key);
    }
  }
}
