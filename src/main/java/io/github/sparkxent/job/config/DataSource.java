// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import io.github.sparkxent.job.failure.EvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * A data set to read: files of one format, a table, or the rows of a query.
 *
 * @param key its key in the configuration, for messages; one with a dot says itself where it is
 * @param paths files, directories or globs; empty for a table or a query
 * @param format the files' format
 * @param schema the files' columns as DDL, or null to take those of the files
 * @param options of Spark's reader of the format
 * @param table a table's name, or null
 * @param version the snapshot, tag, branch or version of the table, or null: the current one
 * @param query a SELECT statement, or null
 * @param waiting how long to wait for data that are not there yet, or null to end at once
 */
public record DataSource(
    String key,
    List<String> paths,
    String format,
    String schema,
    Map<String, String> options,
    String table,
    String version,
    String query,
    WaitingTime waiting) {
  static final String PARQUET = "parquet";
  private static final Set<String> FORMATS = Set.of(PARQUET, "orc", "json", "csv");
  private static final Set<String> TEXT_FORMATS = Set.of("json", "csv");

  public DataSource {
    requireOne(key, paths, table, query);
    if (paths.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(key + ".path is empty, expected a path");
    }
    if (!FORMATS.contains(format)) {
      throw new IllegalArgumentException(
          ("%s.format is \"%s\", expected parquet, orc, json or csv; another format is"
                  + " read by %s.query, such as SELECT * FROM %s.`path`")
              .formatted(key, format, key, format.matches("\\w+") ? format : "format"));
    }
    if (paths.isEmpty() && (schema != null || !options.isEmpty())) {
      throw new IllegalArgumentException(
          "%s.%s is for files, expected %s.path"
              .formatted(key, schema != null ? "schema" : "options", key));
    }
    requireVersion(key, table, query, version);
    if (schema != null && !TEXT_FORMATS.contains(format)) {
      throw new IllegalArgumentException(
          key + ".schema is for json and csv, found " + format + ", whose files have their own");
    }
    ReaderOptions.require(key, format, options);
  }

  private static void requireOne(String key, List<String> paths, String table, String query) {
    List<String> given = new ArrayList<>();
    if (!paths.isEmpty()) {
      given.add(key + ".path");
    }
    if (table != null) {
      given.add(key + ".table");
    }
    if (query != null) {
      given.add(key + ".query");
    }
    if (given.isEmpty()) {
      throw new IllegalArgumentException(
          "no " + key + ", expected " + key + ".path, " + key + ".table or " + key + ".query");
    }
    if (given.size() > 1) {
      throw new IllegalArgumentException(
          "both " + String.join(" and ", given) + ", expected one of them");
    }
  }

  private static void requireVersion(String key, String table, String query, String version) {
    if (version != null && version.isBlank()) {
      throw new IllegalArgumentException(
          key + ".version is empty, expected a snapshot, a tag, a branch or a version of a table");
    }
    if (version != null && table == null) {
      throw new IllegalArgumentException(
          "%s.version is for %s.table, found %s"
              .formatted(
                  key,
                  key,
                  query == null
                      ? key + ".path"
                      : key + ".query, where VERSION AS OF stands behind a table"));
    }
  }

  /** Returns the key, or the option of the command line, that says what to read, for messages. */
  public String place() {
    return isOption() || key.contains(".")
        ? key
        : key + (query != null ? ".query" : table != null ? ".table" : ".path");
  }

  /** Tells whether the paths were given by an option and not by a configuration. */
  public boolean isOption() {
    return key.startsWith("--");
  }

  /** Tells whether a line of the files may be malformed. */
  public boolean isText() {
    return TEXT_FORMATS.contains(format);
  }

  public boolean isFiles() {
    return !paths.isEmpty();
  }

  /** Tells whether the files promise a number of rows. */
  public boolean hasFooters() {
    return isFiles() && format.equals(PARQUET);
  }

  /** Returns the value of a reader's option, in any letter case, or null. */
  public String option(String name) {
    return ReaderOptions.value(options, name, null);
  }

  public boolean hasOption(String name) {
    return option(name) != null;
  }

  /**
   * Returns the query of a table or a query, so wrapped that a command is none: it would be run.
   */
  public String select() {
    return "SELECT * FROM "
        + (table != null ? relation() : "(" + query.strip().replaceAll(";$", "") + "\n)");
  }

  /** Returns the table, at its version if there is one, as SQL names it. */
  public String relation() {
    return version == null
        ? table
        : table + " VERSION AS OF '" + version.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** Returns the same table at a version, or at the current one if that is null. */
  public DataSource at(String otherVersion) {
    return new DataSource(key, paths, format, schema, options, table, otherVersion, query, waiting);
  }

  /**
   * Requires that as many rows were read as the files promise.
   *
   * @param promised null if they promise nothing
   */
  public void requirePromised(String what, long read, Long promised) {
    if (promised != null && promised != read) {
      throw EvaluationException.input(
          "%s read are %s, expected the %s that %s"
              .formatted(
                  what,
                  read,
                  promised,
                  hasFooters()
                      ? "the Parquet footers promise"
                      : table != null
                          ? "the table itself says it has"
                          : "its files were found to hold"));
    }
  }

  /** Returns the settings with the options that Spark passes on to file systems. */
  public Configuration hadoop(Configuration hadoop) {
    if (options.isEmpty()) {
      return hadoop;
    }
    Configuration own = new Configuration(hadoop);
    options.forEach(own::set);
    return own;
  }
}
