// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Tells which compressions and encodings of pages can be read, and how. */
final class PageCodecs {
  /** The encoding that Spark can only read row by row: its vectorized reader refuses it. */
  private static final Set<String> ROW_BY_ROW = Set.of("BYTE_STREAM_SPLIT");

  private PageCodecs() {}

  /** Returns the columns for whose compression no codec is on the class path. */
  static List<ColumnFault> faults(List<NeededChunk> chunks, Configuration hadoop) {
    Set<ColumnFault> faults = new LinkedHashSet<>();
    for (NeededChunk chunk : chunks) {
      if (!isReadable(chunk.codec(), hadoop)) {
        faults.add(new ColumnFault(chunk.path().get(0), text(chunk, hadoop)));
      }
    }
    return new ArrayList<>(faults);
  }

  private static String text(NeededChunk chunk, Configuration hadoop) {
    List<String> readable =
        Stream.of(CompressionCodecName.values())
            .map(CompressionCodecName::name)
            .filter(codec -> isReadable(codec, hadoop))
            .toList();
    return ("column %s compressed with %s, for which no codec is on the class path, expected one"
            + " of %s")
        .formatted(chunk.column(), chunk.codec(), String.join(", ", readable));
  }

  static boolean isReadable(String codec, Configuration hadoop) {
    for (CompressionCodecName name : CompressionCodecName.values()) {
      if (name.name().equals(codec)) {
        return name == CompressionCodecName.UNCOMPRESSED
            || hadoop.getClassByNameOrNull(name.getHadoopCompressionCodecClassName()) != null;
      }
    }
    return false;
  }

  /** Returns the columns that Spark can only decode row by row, with the encoding of each. */
  static List<ColumnFault> readRowByRow(List<NeededChunk> chunks) {
    Set<ColumnFault> columns = new LinkedHashSet<>();
    for (NeededChunk chunk : chunks) {
      for (String encoding : chunk.encodings()) {
        if (ROW_BY_ROW.contains(encoding)) {
          columns.add(
              new ColumnFault(
                  chunk.path().get(0), "column " + chunk.column() + " encoded as " + encoding));
        }
      }
    }
    return new ArrayList<>(columns);
  }
}
