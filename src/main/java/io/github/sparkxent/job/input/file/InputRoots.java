// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Tells which of the directories above a file are columns of an input. */
public final class InputRoots {
  public static final String BASE_PATH = "basePath";

  private final DataSource source;
  private final ColumnNames names;
  private final Path top;

  /**
   * A path that the user named, with the depth of the directories above it that are not in its
   * text.
   */
  private final Map<Path, Integer> roots = new HashMap<>();

  private InputRoots(DataSource source, ColumnNames names, Path top) {
    this.source = source;
    this.names = names;
    this.top = top;
  }

  /** Finds where the search of files begins. */
  public static InputRoots of(
      Configuration hadoop, DataSource source, InputFiles files, ColumnNames names)
      throws IOException {
    Configuration own = source.hadoop(hadoop);
    String base = source.option(BASE_PATH);
    Path top = base == null ? null : qualified(new Path(base), own);
    InputRoots found = new InputRoots(source, names, top);
    files.roots().forEach((text, paths) -> paths.forEach(path -> found.add(path, new Path(text))));
    return found;
  }

  private static Path qualified(Path path, Configuration hadoop) throws IOException {
    return path.getFileSystem(hadoop).makeQualified(path);
  }

  private void add(Path root, Path pattern) {
    if (top != null && !isBelow(root, top)) {
      throw EvaluationException.configuration(
          ("%s.options.%s %s is not above %s, expected a directory that holds all of" + " %s.path")
              .formatted(source.key(), BASE_PATH, top, root, source.key()));
    }
    int typed = pattern.isAbsolute() ? root.depth() : pattern.depth();
    roots.put(root, root.depth() - typed);
  }

  private static boolean isBelow(Path path, Path directory) {
    Path above = path;
    while (above != null && !above.equals(directory)) {
      above = above.getParent();
    }
    return above != null;
  }

  /** Tells whether everything that the user named lies below a directory. */
  private boolean areBelow(String directory) {
    return roots.keySet().stream().allMatch(root -> isBelow(root, new Path(directory)));
  }

  /** Returns the files in groups that have the same columns in the names of their directories. */
  public List<FileGroup> groups(InputFiles files) {
    Map<List<Object>, FileGroup> groups = new LinkedHashMap<>();
    for (FileStatus file : files.files()) {
      PartitionDirectory directory = directory(file.getPath());
      List<Object> key = new ArrayList<>(directory.values().keySet());
      key.add(directory.base());
      groups
          .computeIfAbsent(
              key,
              same ->
                  new FileGroup(new ArrayList<>(), directory.base(), directory.values().keySet()))
          .paths()
          .add(InputFiles.literal(file.getPath().toString()));
    }
    return whole(List.copyOf(groups.values()), files);
  }

  /** Returns the user's own path instead of all its files, if Spark reads the same by it. */
  public List<FileGroup> whole(List<FileGroup> groups, InputFiles files) {
    FileGroup only = groups.size() == 1 ? groups.get(0) : null;
    return only != null && (only.base() == null || areBelow(only.base()))
        ? List.of(
            new FileGroup(List.of(files.paths(files.roots().keySet())), only.base(), only.unread()))
        : groups;
  }

  /** Returns the columns in the names of a file's directories. */
  public PartitionDirectory directory(Path file) {
    Path root = file;
    while (root != null && !roots.containsKey(root)) {
      root = root.getParent();
    }
    return PartitionDirectory.of(file, top, root == null ? 0 : roots.get(root), names);
  }
}
