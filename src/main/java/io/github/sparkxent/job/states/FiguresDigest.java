// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The digest of all that decides the figures of a file beside the file itself: options, expressions
 * and the types of their values, how files are read, and versions. Not what a run is called, where
 * its results go, which gates judge them, and by which reader the rows come, which has the same
 * bits.
 */
public final class FiguresDigest {
  /** Settings of Spark's that change values, or what an expression makes of them. */
  private static final List<String> SETTINGS =
      List.of(
          "spark.sql.session.timeZone",
          "spark.sql.ansi.enabled",
          "spark.sql.caseSensitive",
          "spark.sql.legacy.timeParserPolicy",
          "spark.sql.parquet.binaryAsString",
          "spark.sql.parquet.int96AsTimestamp",
          "spark.sql.parquet.inferTimestampNTZ.enabled",
          "spark.sql.parquet.datetimeRebaseModeInRead",
          "spark.sql.parquet.int96RebaseModeInRead");

  /** Options with a dot are settings of file systems, such as credentials, which change. */
  private static final String OF_FILE_SYSTEM = ".";

  private FiguresDigest() {}

  /**
   * Returns the digest of a run.
   *
   * @param options what the functions of the run know
   * @param types the types of the columns, by their names in the run
   */
  public static String of(
      SparkSession spark, EvaluationConfig config, EvaluationOptions options, StructType types) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("figures", String.valueOf(EvaluationState.FIGURES_VERSION));
    facts.put("form", String.valueOf(EvaluationState.VERSION));
    facts.put("spark", spark.version());
    facts.put("options", options.toText());
    facts.put("num_classes", String.valueOf(config.numClasses()));
    facts.put("format", config.input().source().format());
    config
        .input()
        .options()
        .forEach(
            (name, value) -> {
              if (!name.contains(OF_FILE_SYSTEM)) {
                facts.put("option " + name, value);
              }
            });
    for (String setting : SETTINGS) {
      facts.put(setting, setting(spark, setting));
    }
    for (int i = 0; i < config.expressions().size(); i++) {
      facts.put(
          "expression " + i,
          config.expressions().get(i).key() + " " + config.expressions().get(i).sql());
    }
    for (StructField field : types.fields()) {
      facts.put("type of " + field.name(), field.dataType().catalogString());
    }
    return sha256(facts);
  }

  private static String setting(SparkSession spark, String name) {
    try {
      return spark.conf().get(name);
    } catch (NoSuchElementException unknown) {
      // This version of Spark has no such setting.
      return "";
    }
  }

  private static String sha256(Map<String, String> facts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      facts.forEach(
          (name, value) -> {
            add(digest, name);
            add(digest, value);
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }

  /** Adds a text so that no other text adds the same bytes. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
