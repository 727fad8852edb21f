// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
  public static final List<String> SETTINGS =
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

  /** What only a session of Spark knows, beside {@link #SETTINGS}. */
  private static final String SPARK = "spark";

  /** Which rows the run is about; not there if it is about all. */
  private static final String FILTER = "filter";

  private static final String OPTIONS = "options";
  private static final String TYPE = "type of ";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SortedMap<String, String> facts;
  private final String sha256;

  private FiguresDigest(SortedMap<String, String> facts) {
    this.facts = facts;
    sha256 = sha256(facts);
  }

  /**
   * Returns the digest of a run.
   *
   * @param options what the functions of the run know
   * @param types the types of the columns, by their names in the run
   * @param filter the condition of the rows that the run is about, or null
   */
  public static FiguresDigest of(
      SparkSession spark,
      EvaluationConfig config,
      EvaluationOptions options,
      StructType types,
      String filter) {
    SortedMap<String, String> facts = configured(config, options);
    if (filter != null) {
      facts.put(FILTER, filter);
    }
    facts.put(SPARK, spark.version());
    for (String setting : SETTINGS) {
      facts.put(setting, setting(spark, setting));
    }
    for (StructField field : types.fields()) {
      facts.put(TYPE + field.name(), field.dataType().catalogString());
    }
    return new FiguresDigest(facts);
  }

  /** Returns what is known without Spark. */
  private static SortedMap<String, String> configured(
      EvaluationConfig config, EvaluationOptions options) {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("figures", String.valueOf(EvaluationState.FIGURES_VERSION));
    facts.put("form", String.valueOf(EvaluationState.VERSION));
    facts.put(OPTIONS, options.toText());
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
    for (int i = 0; i < config.expressions().size(); i++) {
      facts.put(
          "expression " + i,
          config.expressions().get(i).key() + " " + config.expressions().get(i).sql());
    }
    return facts;
  }

  /** Returns the digest in hex, which each state of this configuration has. */
  public String sha256() {
    return sha256;
  }

  /** Returns the condition of the rows that the run is about, or null: it is about all. */
  public String filter() {
    return facts.get(FILTER);
  }

  /** Returns the version of Spark that read the rows. */
  public String sparkVersion() {
    return facts.get(SPARK);
  }

  /**
   * Says in what a configuration differs, as far as that is known without Spark: the types of
   * columns, Spark's version and settings, and which part of a condition is about rows are not.
   *
   * @return the first difference in words; null if there is none
   */
  public String misfit(EvaluationConfig config, EvaluationOptions options) {
    SortedMap<String, String> own = new TreeMap<>(facts);
    own.keySet()
        .removeIf(
            name ->
                name.equals(SPARK)
                    || name.equals(FILTER)
                    || SETTINGS.contains(name)
                    || name.startsWith(TYPE));
    return difference(new FiguresDigest(configured(config, options)).facts, own);
  }

  /** Says in what another configuration differs; null if in nothing. */
  public String misfit(FiguresDigest other) {
    return difference(other.facts, facts);
  }

  private static String difference(SortedMap<String, String> one, SortedMap<String, String> other) {
    SortedSet<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    for (String name : names) {
      String found = one.get(name);
      String expected = other.get(name);
      if (!Objects.equals(found, expected)) {
        return name.equals(OPTIONS)
            ? "loss, metrics, slices, classes, quality or comparison differ"
            : "%s is %s, not %s".formatted(name, shown(found), shown(expected));
      }
    }
    return null;
  }

  private static String shown(String value) {
    return value == null ? "absent" : "\"" + value + "\"";
  }

  /** Returns all that it is a digest of, as JSON. */
  String toText() {
    try {
      return JSON.writeValueAsString(facts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are no JSON", e);
    }
  }

  /**
   * Reads what {@link #toText} has written.
   *
   * @throws IOException if a text is not that
   */
  public static FiguresDigest ofText(String text) throws IOException {
    return new FiguresDigest(JSON.readValue(text, new TypeReference<TreeMap<String, String>>() {}));
  }

  private static String setting(SparkSession spark, String name) {
    try {
      return spark.conf().get(name);
    } catch (NoSuchElementException unknown) {
      // This version of Spark has no such setting.
      return "";
    }
  }

  /** Returns one digest of texts by their names, which no others have. */
  static String sha256(Map<String, String> facts) {
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
