// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.input.file.QueriedPaths.QueriedPath;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The connector that a query needs to read a format by its name, as in {@code delta.`path`}. */
public enum TableConnector {
  DELTA("Delta Lake", "org.apache.spark.sql.delta.sources.DeltaDataSource", "io.delta:delta-spark"),
  HUDI("Hudi", "org.apache.hudi.DefaultSource", "org.apache.hudi:hudi-spark-bundle"),
  ICEBERG(
      "Iceberg",
      "org.apache.iceberg.spark.source.IcebergSource",
      "org.apache.iceberg:iceberg-spark-runtime"),
  AVRO("Avro", "org.apache.spark.sql.avro.AvroFileFormat", "org.apache.spark:spark-avro");

  private final String words;
  private final String implementation;
  private final String artifact;

  TableConnector(String words, String implementation, String artifact) {
    this.words = words;
    this.implementation = implementation;
    this.artifact = artifact;
  }

  /**
   * Returns the message for a query that names a path in a format that is not on the class path.
   *
   * @return null if there is no such path
   */
  public static String missing(String sql, String spark) {
    for (TableConnector one : values()) {
      String format = one.name().toLowerCase(Locale.ROOT);
      // Otherwise it is a table in a database that has the format's name.
      List<QueriedPath> paths =
          QueriedPaths.of(sql, Set.of(format)).stream()
              .filter(direct -> direct.path().contains("/"))
              .toList();
      if (!paths.isEmpty() && !one.isThere()) {
        return "reads "
            + format
            + ".`"
            + Secrets.maskPath(paths.get(0).path())
            + "`, but "
            + one.words
            + " is not on the class path, expected --packages with "
            + one.artifact
            + " in the release for Spark "
            + spark
            + (one == DELTA
                ? " and --conf spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension"
                    + " --conf spark.sql.catalog.spark_catalog="
                    + "org.apache.spark.sql.delta.catalog.DeltaCatalog"
                : "");
      }
    }
    return null;
  }

  private boolean isThere() {
    try {
      Class.forName(implementation, false, Thread.currentThread().getContextClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
