// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.lit;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.ReaderOptions;
import io.github.sparkxent.job.states.FiguresDigest;
import io.github.sparkxent.sql.XentCatalog;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * The session of a run beside the user's, which stays as it is.
 *
 * @param spark the run's own session
 * @param overruled the settings of the user's session that are not followed
 */
public record RunSession(SparkSession spark, List<String> overruled) {
  /** Settings that let Spark leave out files in silence. */
  private static final List<String> LOSSY_SETTINGS =
      List.of("spark.sql.files.ignoreCorruptFiles", "spark.sql.files.ignoreMissingFiles");

  /** Returns a session for an evaluation, which knows the user's views that it may name. */
  static RunSession of(SparkSession users, EvaluationConfig config) {
    SparkSession own = own(users, config);
    TemporaryViews.share(users, own, config);
    List<String> overruled =
        LOSSY_SETTINGS.stream()
            .filter(setting -> Boolean.parseBoolean(users.conf().get(setting)))
            .toList();
    return new RunSession(own, overruled);
  }

  /**
   * Returns a session with the settings of the job.
   *
   * @param users the user's session
   * @return a new one beside it
   */
  public static SparkSession own(SparkSession users) {
    SparkSession own = users.newSession();
    follow(users, own);
    own.conf().set("spark.sql.catalog." + XentCatalog.NAME, XentCatalog.class.getName());
    // Directory names such as split=007 stay text.
    own.conf().set("spark.sql.sources.partitionColumnTypeInference.enabled", "false");
    // A line of CSV is checked whole, even if few of its columns are needed.
    own.conf().set("spark.sql.csv.parser.columnPruning.enabled", "false");
    // Reaches what a table or a query reads, too.
    own.conf().set(ReaderOptions.PAGE_CHECKSUMS, "true");
    LOSSY_SETTINGS.forEach(setting -> own.conf().set(setting, "false"));
    return own;
  }

  /**
   * Takes over what decides values and was set for the user's session while it ran, such as its
   * time zone: a new session knows only what Spark was started with.
   */
  private static void follow(SparkSession users, SparkSession own) {
    for (String setting : FiguresDigest.SETTINGS) {
      String value = users.conf().get(setting, null);
      if (value != null) {
        own.conf().set(setting, value);
      }
    }
  }

  /** Returns such a session whose catalog has the options of a run. */
  static SparkSession own(SparkSession users, EvaluationConfig config) {
    SparkSession own = own(users);
    own.conf().set(XentCatalog.EVALUATION_SETTING, EvaluationQuery.options(config).toText());
    // Has the catalog loaded, without a job; Spark would send the setting with each task.
    own.emptyDataFrame().select(call_function(XentCatalog.NAME + ".unpack", lit(new byte[0])));
    own.conf().unset(XentCatalog.EVALUATION_SETTING);
    return own;
  }

  List<String> warnings() {
    return overruled.stream()
        .map(setting -> setting + " is true and was not followed: no file is left out")
        .toList();
  }
}
