// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What tells apart what files give: a state is that of a file if all of this is equal.
 *
 * @param configuration the digest of what decides figures, of {@link FiguresDigest}
 * @param path the file
 * @param values the columns that are not in the file but in its place, such as {@code split=test}
 * @param bytes its length
 * @param modified when it was changed last, in milliseconds
 * @param etag the store's own mark of its content, or null; if there is one, the time means nothing
 * @param footerSha256 the digest of its footer
 * @param rows the rows that its footer promises
 */
public record FileIdentity(
    String configuration,
    String path,
    String values,
    long bytes,
    long modified,
    String etag,
    String footerSha256,
    long rows) {
  private static final String SPLIT = "input.splits=";
  private static final String IS_NULL = " is null";

  /**
   * Returns one digest of which files these are, without their configuration.
   *
   * @param files the files, by their paths
   */
  public static String sha256(List<FileIdentity> files) {
    SortedMap<String, String> facts = new TreeMap<>();
    for (FileIdentity file : files) {
      FileIdentity key = file.key();
      String mark = key.etag == null ? "" + key.modified : "etag " + key.etag;
      facts.put(
          key.path,
          String.join(" ", "" + key.bytes, "" + key.rows, key.footerSha256, mark)
              + " "
              + key.values);
    }
    return FiguresDigest.sha256(facts);
  }

  /**
   * Returns the text of {@link #values}, in which each name and value can be told from the others.
   *
   * @param split the split that the configuration gives the file, or null
   * @param columns the value of each column in the names of its directories, or null
   */
  public static String values(String split, SortedMap<String, String> columns) {
    List<String> parts = new ArrayList<>();
    if (split != null) {
      parts.add(SPLIT + escaped(split));
    }
    columns.forEach(
        (name, value) ->
            parts.add(escaped(name) + (value == null ? IS_NULL : "=" + escaped(value))));
    return String.join("/", parts);
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("/", "%2F").replace("=", "%3D");
  }

  /** Returns the names of the columns in {@link #values}. */
  public Set<String> directoryColumns() {
    Set<String> names = new TreeSet<>();
    for (String part : values.split("/")) {
      int end = part.indexOf('=');
      String name =
          part.substring(0, end < 0 ? Math.max(0, part.length() - IS_NULL.length()) : end);
      if (!name.isEmpty() && !part.startsWith(SPLIT)) {
        names.add(name.replace("%3D", "=").replace("%2F", "/").replace("%25", "%"));
      }
    }
    return names;
  }

  /** Returns what two identities must have in common to be the same. */
  FileIdentity key() {
    return etag == null
        ? this
        : new FileIdentity(configuration, path, values, bytes, 0, etag, footerSha256, rows);
  }
}
