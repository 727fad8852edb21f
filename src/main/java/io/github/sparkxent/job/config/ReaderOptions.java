// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import io.github.sparkxent.job.failure.Secrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The allowed options of Spark's readers: those that can neither lose a row nor change a value in
 * silence.
 *
 * <p>The list has what is allowed, not what is forbidden, since each release of Spark has new
 * options. Names may be in any letter case, as in Spark.
 */
public final class ReaderOptions {
  /** The setting by which Parquet's reader verifies the checksums of pages. */
  public static final String PAGE_CHECKSUMS = "parquet.page.verify-checksum.enabled";

  /** How pandas and NumPy write what has no digits; NaN, Infinity and -Infinity are always read. */
  public static final Map<String, String> CSV_SPELLINGS =
      Map.of("nanValue", "nan", "positiveInf", "inf", "negativeInf", "-inf");

  private static final Set<String> ANY = Set.of();
  private static final Set<String> BOOLEAN = Set.of("true", "false");
  private static final Set<String> REBASE = Set.of("exception", "corrected", "legacy");
  private static final Set<String> ONLY_TRUE = Set.of("true");
  private static final Set<String> ONLY_FALSE = Set.of("false");

  /**
   * The options of each format, in lower case, with their allowed values; any value if none is
   * listed.
   */
  private static final Map<String, Map<String, Set<String>>> ALLOWED =
      Map.of(
          "parquet",
          parquet(),
          "orc",
          withCommon(Map.of("mergeSchema", BOOLEAN)),
          "json",
          json(),
          "csv",
          csv());

  /** Why an option that Spark knows is not allowed. */
  private static final Map<String, String> REASONS = reasons();

  /** Settings that Spark passes on to file systems, and keys of encrypted files. */
  private static final List<String> PREFIXES =
      List.of(
          "fs.",
          "dfs.",
          "ipc.",
          "google.cloud.",
          "hadoop.rpc.",
          "hadoop.security.",
          "parquet.crypto.",
          "parquet.encryption.");

  private ReaderOptions() {}

  private static Map<String, Set<String>> withCommon(Map<String, Set<String>> own) {
    Map<String, Set<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(own);
    all.put("basePath", ANY);
    all.put("ignoreCorruptFiles", ONLY_FALSE);
    all.put("ignoreMissingFiles", ONLY_FALSE);
    all.put("recursiveFileLookup", ONLY_FALSE);
    return all;
  }

  private static Map<String, Set<String>> parquet() {
    return withCommon(
        Map.of(
            "mergeSchema", // without effect: the columns are put together before Spark reads
            BOOLEAN,
            "datetimeRebaseMode",
            REBASE,
            "int96RebaseMode",
            REBASE,
            PAGE_CHECKSUMS,
            ONLY_TRUE));
  }

  private static Map<String, Set<String>> text(Map<String, Set<String>> own, String... any) {
    Map<String, Set<String>> all = withCommon(own);
    all.put("mode", Set.of("failfast"));
    all.put("multiLine", BOOLEAN);
    all.put("enableDateTimeParsingFallback", ONLY_FALSE);
    for (String name :
        List.of("encoding", "charset", "lineSep", "locale", "timeZone", "samplingRatio")) {
      all.put(name, ANY);
    }
    for (String name :
        List.of("dateFormat", "timestampFormat", "timestampNTZFormat", "timeFormat")) {
      all.put(name, ANY);
    }
    for (String name : any) {
      all.put(name, ANY);
    }
    return all;
  }

  private static Map<String, Set<String>> json() {
    Map<String, Set<String>> own = new HashMap<>();
    for (String name :
        List.of(
            "primitivesAsString",
            "prefersDecimal",
            "inferTimestamp",
            "dropFieldIfAllNull",
            "allowUnquotedFieldNames",
            "allowSingleQuotes",
            "allowNumericLeadingZeros",
            "allowNonNumericNumbers",
            "allowBackslashEscapingAnyCharacter",
            "allowUnquotedControlChars")) {
      own.put(name, BOOLEAN);
    }
    own.put("allowComments", ONLY_FALSE);
    return text(own);
  }

  private static Map<String, Set<String>> csv() {
    Map<String, Set<String>> own = new HashMap<>();
    for (String name :
        List.of(
            "header",
            "inferSchema",
            "preferDate",
            "ignoreLeadingWhiteSpace",
            "ignoreTrailingWhiteSpace")) {
      own.put(name, BOOLEAN);
    }
    own.put("enforceSchema", ONLY_FALSE);
    own.put("columnPruning", ONLY_FALSE);
    own.put("unescapedQuoteHandling", Set.of("raise_error"));
    return text(
        own,
        "sep",
        "delimiter",
        "quote",
        "escape",
        "charToEscapeQuoteEscaping",
        "nullValue",
        "emptyValue",
        "nanValue",
        "positiveInf",
        "negativeInf",
        "maxColumns",
        "maxCharsPerColumn");
  }

  private static Map<String, String> reasons() {
    Map<String, String> reasons = new HashMap<>();
    for (String name : List.of("pathGlobFilter", "modifiedBefore", "modifiedAfter")) {
      reasons.put(name, "files would be left out in silence; the path takes globs and lists");
    }
    reasons.put("ignoredPathSegmentRegex", reasons.get("pathGlobFilter"));
    reasons.put("ignoreCorruptFiles", "files would be left out in silence");
    reasons.put("ignoreMissingFiles", "files would be left out in silence");
    reasons.put("recursiveFileLookup", "directories such as split=test would be no columns");
    reasons.put("mode", "malformed lines would be lost or read as nulls");
    reasons.put("comment", "lines would be left out in silence");
    reasons.put("allowComments", "what stands in a comment would be left out in silence");
    reasons.put("enforceSchema", "a header in another order would not be noticed");
    reasons.put("columnPruning", "a line with too few or too many values would not be noticed");
    reasons.put("unescapedQuoteHandling", "a value with quotes would be cut or joined in silence");
    reasons.put("enableDateTimeParsingFallback", "dates that do not exist would become others");
    reasons.put(PAGE_CHECKSUMS, "damaged pages would not be noticed");
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(reasons);
    return anyCase;
  }

  /**
   * Checks options against the allowed ones.
   *
   * @throws IllegalArgumentException if one is unknown, not allowed, or there twice in another
   *     letter case
   */
  static void require(String key, String format, Map<String, String> options) {
    Map<String, Set<String>> allowed = ALLOWED.get(format);
    Map<String, String> seen = new HashMap<>();
    options.forEach(
        (name, value) -> {
          if (!isOfFileSystem(name)) {
            require(key, format, allowed, name, value);
          }
          String other = seen.put(meant(name), name);
          if (other != null) {
            throw new IllegalArgumentException(
                key + ".options has both " + other + " and " + name + ", expected one of them");
          }
        });
  }

  private static void require(
      String key, String format, Map<String, Set<String>> allowed, String name, String value) {
    String found = key + ".options." + name + " is \"" + Secrets.maskValue(name, value) + "\"";
    Set<String> values = allowed.get(name);
    String reason = REASONS.containsKey(name) ? ": " + REASONS.get(name) : "";
    if (values == null) {
      throw new IllegalArgumentException(
          found
              + ", expected no such option"
              + reason
              + "; allowed for "
              + format
              + " are "
              + String.join(", ", allowed.keySet())
              + " and settings of file systems ("
              + String.join("*, ", PREFIXES)
              + "*)");
    }
    if (!values.isEmpty() && !values.contains(value.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(found + ", expected " + oneOf(values) + reason);
    }
  }

  private static String oneOf(Set<String> values) {
    List<String> sorted = new ArrayList<>(values);
    sorted.sort(null);
    if (values.equals(BOOLEAN)) {
      return "true or false";
    }
    boolean switches = BOOLEAN.containsAll(values);
    return (sorted.size() > 1 ? "one of " : "")
        + (switches ? sorted.get(0) : String.join(", ", sorted).toUpperCase(Locale.ROOT));
  }

  private static boolean isOfFileSystem(String name) {
    return PREFIXES.stream().anyMatch(name::startsWith)
        && !name.toLowerCase(Locale.ROOT).contains("checksum");
  }

  /** Returns the value of an option, in any letter case, or the default. */
  public static String value(Map<String, String> options, String name, String otherwise) {
    return options.entrySet().stream()
        .filter(option -> option.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(otherwise);
  }

  /** Returns one name for all names that Spark takes for the same option. */
  private static String meant(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "delimiter" -> "sep";
      case "charset" -> "encoding";
      default -> lower;
    };
  }
}
