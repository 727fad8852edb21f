// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import io.github.sparkxent.job.config.DataSource;
import java.util.regex.Pattern;

/**
 * A kind of data set that keeps a log of which files in its directory count: files that were
 * replaced, deleted or never committed lie beside them, and a reader of the files counts them too.
 */
enum TableKind {
  DELTA("a Delta Lake table", "_delta_log"),
  HUDI("a Hudi table", ".hoodie"),
  ICEBERG("an Iceberg table", "metadata"),
  STREAM("the output of a streaming query", "_spark_metadata");

  /** Iceberg's name of the file that lists a table's snapshots. */
  private static final Pattern ICEBERG_METADATA =
      Pattern.compile("v?\\d+.*\\.metadata\\.json(\\.\\w+)?");

  private final String words;
  private final String marker;

  TableKind(String words, String marker) {
    this.words = words;
    this.marker = marker;
  }

  /** Returns its name in words. */
  String words() {
    return words;
  }

  /** Returns the directory in which it keeps its log. */
  String marker() {
    return marker;
  }

  /**
   * Tells whether the marker's name is enough, because nothing else has a directory of that name.
   */
  boolean isKnownByName() {
    return this != ICEBERG;
  }

  /** Returns the kind that a directory of this name proves; null if there is none. */
  static TableKind ofName(String directory) {
    for (TableKind kind : values()) {
      if (kind.isKnownByName() && kind.marker.equals(directory)) {
        return kind;
      }
    }
    return null;
  }

  /** Tells whether a file of this name in a directory {@code metadata} is Iceberg's. */
  static boolean isIcebergMetadata(String file) {
    return ICEBERG_METADATA.matcher(file).matches();
  }

  /** Says how such a table is read. */
  String advice(DataSource source, String root) {
    if (source.isOption()) {
      return "files of no such table; the SQL function xent.pack packs the logits of any table";
    }
    String path = root.replace("`", "``");
    String table = source.key() + ".table";
    String query = source.key() + ".query";
    return switch (this) {
      case DELTA -> table + ", or " + query + ": SELECT * FROM delta.`" + path + "`";
      case HUDI -> table + ", or " + query + ": SELECT * FROM hudi.`" + path + "`";
      case ICEBERG -> table + ": its name in a catalog of Iceberg";
      case STREAM -> query + ": SELECT * FROM " + source.format() + ".`" + path + "`";
    };
  }
}
