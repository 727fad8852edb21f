// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The listed files of a data set, and the paths that Spark gets for them.
 *
 * @param files the files, sorted by path
 * @param roots by each path of the configuration, the files and directories that it means
 */
public record InputFiles(List<FileStatus> files, Map<String, List<Path>> roots) {
  /**
   * Lists the files of a data set.
   *
   * @return the files, or null if the data set is a table or a query
   * @throws EvaluationException of kind configuration if a path does not exist, a file is named
   *     twice, which Spark would read twice, or a table that has a log of its files is read without
   *     it; of kind input if there is no file, or something that is no file
   */
  public static InputFiles of(Configuration hadoop, DataSource source) throws IOException {
    if (!source.isFiles()) {
      return null;
    }
    InputListing listing =
        new InputListing(source.hadoop(hadoop), source.place(), TableMarkers.refused(source));
    for (String path : source.paths()) {
      listing.add(path);
    }
    return listing.files();
  }

  /** Lists the files that were written below a directory. */
  public static InputFiles written(Configuration hadoop, Path directory) throws IOException {
    InputListing listing = new InputListing(hadoop, "written rows", TableMarkers.passedOver());
    listing.add(literal(directory.toString()));
    return listing.files();
  }

  /** Tells whether a file or directory of a name is passed over. */
  public static boolean isHidden(String name) {
    return DirectoryEntry.isHidden(name);
  }

  /** Returns a pattern that only the path itself matches. */
  public static String literal(String path) {
    return path.replaceAll("([\\\\{}\\[\\]*?])", "\\\\$1");
  }

  /** Returns what Spark is told to read for some paths of the configuration. */
  String[] paths(Collection<String> configured) {
    List<String> paths = new ArrayList<>();
    for (String path : configured) {
      roots.get(path).forEach(root -> paths.add(literal(root.toString())));
    }
    return paths.toArray(new String[0]);
  }

  /** Returns the files that some paths of the configuration mean. */
  public InputFiles part(Collection<String> configured) {
    Map<String, List<Path>> own = new LinkedHashMap<>();
    configured.forEach(path -> own.put(path, roots.get(path)));
    Set<Path> wanted =
        own.values().stream().flatMap(List::stream).collect(Collectors.toCollection(HashSet::new));
    return new InputFiles(
        files.stream().filter(file -> isBelow(file.getPath(), wanted)).toList(), own);
  }

  private static boolean isBelow(Path file, Set<Path> roots) {
    Path above = file;
    while (above != null && !roots.contains(above)) {
      above = above.getParent();
    }
    return above != null;
  }
}
