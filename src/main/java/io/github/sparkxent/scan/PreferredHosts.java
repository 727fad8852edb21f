// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.scan.parquet.ColumnChunk;
import io.github.sparkxent.scan.parquet.FilePart;
import io.github.sparkxent.scan.parquet.RowGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The hosts that have the bytes of tasks, such as the data nodes of HDFS. Where bytes lie nowhere
 * in particular, on a local disk or in an object store, a file system is asked for one file and no
 * other.
 */
final class PreferredHosts {
  private static final String NOWHERE = "localhost";

  /** As many as Spark gives to a task that reads its own files. */
  private static final int MOST_HOSTS = 3;

  /** A question takes a name node little time, and its answer much to arrive. */
  private static final int THREADS = 16;

  private record Place(FileSystem system, FilePart part) {}

  private final Configuration hadoop;
  private final Map<String, FileSystem> systems = new HashMap<>();

  private PreferredHosts(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * Finds the hosts that have most of the bytes of each task, the one with most first.
   *
   * @param hadoop the configuration with which the files are opened
   * @param tasks the files of each task
   * @return the hosts of each task, none if they are not known
   */
  static List<String[]> of(Configuration hadoop, List<List<ScanFile>> tasks) {
    PreferredHosts hosts = new PreferredHosts(hadoop);
    List<Callable<String[]>> questions = new ArrayList<>();
    boolean any = false;
    for (List<ScanFile> files : tasks) {
      List<Place> places = hosts.places(files);
      any |= !places.isEmpty();
      questions.add(() -> hosts(places));
    }
    if (!any) {
      return tasks.stream().map(task -> new String[0]).toList();
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<String[]> found = new ArrayList<>();
      for (Future<String[]> answer : threads.invokeAll(questions)) {
        found.add(answer.get());
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while tasks were planned", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("tasks cannot be planned: " + e.getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Returns the files that may have hosts, with their file systems: those of this thread's user.
   */
  private List<Place> places(List<ScanFile> files) {
    List<Place> places = new ArrayList<>();
    for (ScanFile file : files) {
      FilePart part = file.part();
      if (!part.columns().isEmpty() && !part.rowGroups().isEmpty()) {
        String path = part.path();
        String root = path.substring(0, path.indexOf('/', path.indexOf("://") + 3));
        // Null stands for a file system without hosts.
        if (!systems.containsKey(root)) {
          systems.put(root, system(part));
        }
        if (systems.get(root) != null) {
          places.add(new Place(systems.get(root), part));
        }
      }
    }
    return places;
  }

  /** Returns the file system of a file if it knows hosts of the file, else null. */
  private FileSystem system(FilePart part) {
    try {
      FileSystem system = new Path(part.path()).getFileSystem(hadoop);
      Map<String, Long> bytes = new HashMap<>();
      addBytes(new Place(system, part), bytes);
      return bytes.isEmpty() ? null : system;
    } catch (IOException e) {
      // A task that starts elsewhere reads the same, or fails and says why.
      return null;
    }
  }

  private static String[] hosts(List<Place> places) {
    Map<String, Long> bytes = new HashMap<>();
    for (Place place : places) {
      try {
        addBytes(place, bytes);
      } catch (IOException e) {
        // As above.
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

  private static void addBytes(Place place, Map<String, Long> bytes) throws IOException {
    long first = Long.MAX_VALUE;
    long end = 0;
    FilePart part = place.part;
    for (RowGroup group : part.rowGroups()) {
      for (ColumnChunk chunk : group.chunks()) {
        first = Math.min(first, chunk.first());
        end = Math.max(end, chunk.end());
      }
    }
    // Made of what is known, so that no file system asks for it again.
    FileStatus known =
        new FileStatus(part.bytes(), false, 1, 0, part.modified(), new Path(part.path()));
    long length = Math.max(0, end - first);
    for (BlockLocation block : place.system.getFileBlockLocations(known, first, length)) {
      long from = Math.max(first, block.getOffset());
      long to = Math.min(end, block.getOffset() + block.getLength());
      for (String host : block.getHosts()) {
        if (!host.equals(NOWHERE)) {
          bytes.merge(host, Math.max(0, to - from), Long::sum);
        }
      }
    }
  }
}
