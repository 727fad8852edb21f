// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReaderAdvice;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Acts on the faults that the footers show in columns that are needed. */
public final class ColumnFaults {
  private static final Logger LOG = LoggerFactory.getLogger(ColumnFaults.class);

  private ColumnFaults() {}

  /**
   * Refuses an input of which a needed column cannot be read, and lets Spark read it row by row
   * where its faster reader cannot.
   */
  public static void heed(SparkSession own, ParquetManifest manifest, Predicate<String> needed) {
    refuse(manifest, needed);
    readRowByRow(own, manifest, needed);
  }

  /** Refuses an input of which a needed column cannot be read. */
  public static void refuse(ParquetManifest manifest, Predicate<String> needed) {
    Predicate<ColumnFault> concerns = concerns(needed);
    for (ParquetFooter footer : manifest.footers()) {
      for (ColumnFault fault : footer.faults()) {
        if (concerns.test(fault)) {
          throw EvaluationException.input(
              "input file " + footer.file().path() + " has " + fault.text());
        }
      }
    }
  }

  private static Predicate<ColumnFault> concerns(Predicate<String> needed) {
    Map<String, Boolean> known = new HashMap<>();
    return fault -> known.computeIfAbsent(fault.column(), needed::test);
  }

  private static void readRowByRow(
      SparkSession own, ParquetManifest manifest, Predicate<String> needed) {
    Predicate<ColumnFault> concerns = concerns(needed);
    for (ParquetFooter footer : manifest.footers()) {
      for (ColumnFault fault : footer.readRowByRow()) {
        if (concerns.test(fault)) {
          own.conf().set(ReaderAdvice.VECTORIZED, false);
          LOG.info(
              "{} has {}: read row by row, which takes longer", footer.file().path(), fault.text());
          return;
        }
      }
    }
  }
}
