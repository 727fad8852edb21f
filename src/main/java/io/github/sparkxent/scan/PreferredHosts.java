// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.scan.parquet.ColumnChunk;
import io.github.sparkxent.scan.parquet.FilePart;
import io.github.sparkxent.scan.parquet.RowGroup;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The hosts that have the bytes of files, such as the data nodes of HDFS. Where bytes lie nowhere
 * in particular, on a local disk or in an object store, one file is asked for and no other.
 */
final class PreferredHosts {
  private static final String NOWHERE = "localhost";

  /** As many as Spark gives to a task that reads its own files. */
  private static final int MOST_HOSTS = 3;

  private final Configuration hadoop;
  private final Set<FileSystem> withoutHosts = new HashSet<>();

  PreferredHosts(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** Returns the hosts that have most of the bytes, the one with most first; none if not known. */
  String[] of(List<ScanFile> files) {
    Map<String, Long> bytes = new HashMap<>();
    for (ScanFile file : files) {
      if (!file.part().rowGroups().isEmpty()) {
        add(file.part(), bytes);
      }
    }
    return bytes.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_HOSTS)
        .map(Map.Entry::getKey)
        .toArray(String[]::new);
  }

  private void add(FilePart part, Map<String, Long> bytes) {
    try {
      Path path = new Path(part.path());
      FileSystem system = path.getFileSystem(hadoop);
      if (!withoutHosts.contains(system)) {
        add(part, system, path, bytes);
      }
    } catch (IOException e) {
      // A task that starts elsewhere reads the same, or fails and says why.
    }
  }

  private void add(FilePart part, FileSystem system, Path path, Map<String, Long> bytes)
      throws IOException {
    long first = Long.MAX_VALUE;
    long end = 0;
    for (RowGroup group : part.rowGroups()) {
      for (ColumnChunk chunk : group.chunks()) {
        first = Math.min(first, chunk.first());
        end = Math.max(end, chunk.end());
      }
    }
    // Made of what is known, for a file system that would ask for it again.
    FileStatus known = new FileStatus(part.bytes(), false, 1, 0, part.modified(), path);
    boolean found = false;
    for (BlockLocation block :
        system.getFileBlockLocations(known, first, Math.max(0, end - first))) {
      long overlap =
          Math.min(end, block.getOffset() + block.getLength()) - Math.max(first, block.getOffset());
      for (String host : block.getHosts()) {
        if (!host.equals(NOWHERE)) {
          bytes.merge(host, Math.max(0, overlap), Long::sum);
          found = true;
        }
      }
    }
    if (!found) {
      withoutHosts.add(system);
    }
  }
}
