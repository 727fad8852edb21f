// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.job.config.BaselineConfig;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.sql.XentCatalog;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Passes on the temporary views of the caller's session, such as a notebook's, which the job's own
 * session would not know, with its catalogs and current database. Tables and queries of a
 * configuration may name them.
 */
final class TemporaryViews {
  /** The current catalog may know no views. */
  private static final String SHOW_VIEWS = "SHOW VIEWS IN spark_catalog.";

  private static final String CATALOGS = "spark.sql.catalog.";
  private static final String GLOBAL = "spark.sql.globalTempDatabase";

  private TemporaryViews() {}

  /**
   * Makes the views that a configuration may name known to another session, under their names.
   *
   * @param users the session that has them, unchanged afterwards
   * @param own the session of the job
   */
  static void share(SparkSession users, SparkSession own, EvaluationConfig config) {
    String named =
        Stream.of(
                config.input().source(),
                config.labels() == null ? null : config.labels().source(),
                hasPredictions(config.baseline()) ? config.baseline().source() : null)
            .filter(Objects::nonNull)
            .flatMap(source -> Stream.of(source.table(), source.query()))
            .filter(Objects::nonNull)
            .reduce("", (one, other) -> one + " " + other)
            .toLowerCase(Locale.ROOT);
    if (named.isEmpty()) {
      return;
    }
    shareCatalogs(users, own);
    use(own, users.catalog().currentCatalog(), users.catalog().currentDatabase());
    String database = users.conf().get(GLOBAL, "global_temp");
    // Views without a database are listed with those of every database, and this one has no tables.
    for (Row view : users.sql(SHOW_VIEWS + database).collectAsList()) {
      String name = view.getString(1);
      if (view.getString(0).isEmpty() && named.contains(name.toLowerCase(Locale.ROOT))) {
        share(users, own, name, database);
      }
    }
  }

  private static boolean hasPredictions(BaselineConfig baseline) {
    return baseline != null && baseline.isDataSet() && !baseline.isLosses();
  }

  /** Makes catalogs known that were set for the caller's session only. */
  private static void shareCatalogs(SparkSession users, SparkSession own) {
    for (Row setting : users.sql("SET").collectAsList()) {
      String key = setting.getString(0);
      if (!key.startsWith(CATALOGS) || (key + ".").startsWith(CATALOGS + XentCatalog.NAME + ".")) {
        continue;
      }
      // SET hides the values of secrets.
      String value = users.conf().get(key);
      if (!value.equals(own.conf().get(key, ""))) {
        own.conf().set(key, value);
      }
    }
  }

  /**
   * Makes a database the current one. Spark looks up the settings of a catalog in the thread's
   * session, which is the job's own only within a statement of SQL.
   *
   * @param database its name, quoted where it must be; empty for a catalog's root
   */
  private static void use(SparkSession own, String catalog, String database) {
    String quoted = ColumnNames.quoted(catalog);
    own.sql("USE " + quoted + (database.isEmpty() ? "" : "." + database));
  }

  /** Two sessions share global views only; the new view keeps the meaning of the global one. */
  private static void share(SparkSession users, SparkSession own, String name, String database) {
    String global = "xent_" + UUID.randomUUID().toString().replace('-', '_');
    users.table(ColumnNames.quoted(name)).createOrReplaceGlobalTempView(global);
    try {
      own.table(database + "." + global).createOrReplaceTempView(ColumnNames.quoted(name));
    } finally {
      users.catalog().dropGlobalTempView(global);
    }
  }
}
