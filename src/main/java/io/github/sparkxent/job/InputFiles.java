/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Lists the files that Spark reads below the paths of an input. */
final class InputFiles {
  private InputFiles() {}

  /**
   * Returns the files, sorted by path.
   *
   * @param place the key or the option that names the paths, for messages
   * @throws EvaluationException of kind configuration if a path does not exist or a file is named
   *     twice, which Spark would read twice; of kind input if there is no file
   */
  static List<FileStatus> list(Configuration hadoop, String place, List<String> paths)
      throws IOException {
    Map<String, FileStatus> files = new TreeMap<>();
    for (String path : paths) {
      add(place, new Path(path), hadoop, files);
    }
    if (files.isEmpty()) {
      throw EvaluationException.input(
          place + " " + String.join(", ", paths) + " holds no file, expected one or more");
    }
    return new ArrayList<>(files.values());
  }

  /** Returns a pattern that only the path itself matches. */
  static String literal(String path) {
    return path.replaceAll("([\\\\{}\\[\\]*?])", "\\\\$1");
  }

  private static void add(
      String place, Path pattern, Configuration hadoop, Map<String, FileStatus> files)
      throws IOException {
    FileSystem fileSystem = pattern.getFileSystem(hadoop);
    FileStatus[] matches = fileSystem.globStatus(pattern);
    if (matches == null || matches.length == 0) {
      throw EvaluationException.configuration(
          place + " " + pattern + " does not exist in " + fileSystem.getUri());
    }
    for (FileStatus match : matches) {
      if (match.isDirectory()) {
        addBelow(place, fileSystem, match.getPath(), files);
      } else {
        add(place, match, files);
      }
    }
  }

  private static void add(String place, FileStatus file, Map<String, FileStatus> files) {
    if (files.put(file.getPath().toString(), file) != null) {
      throw EvaluationException.configuration(
          place + " names " + file.getPath() + " twice, expected each file once");
    }
  }

  private static void addBelow(
      String place, FileSystem fileSystem, Path directory, Map<String, FileStatus> files)
      throws IOException {
    for (FileStatus entry : fileSystem.listStatus(directory)) {
      if (isHidden(entry.getPath().getName())) {
        continue;
      }
      if (entry.isDirectory()) {
        addBelow(place, fileSystem, entry.getPath(), files);
      } else {
        add(place, entry, files);
      }
    }
  }

  /** Tells whether Spark passes over a file or directory of this name. */
  private static boolean isHidden(String name) {
    return name.startsWith(".")
        || (name.startsWith("_") && !name.contains("="))
        || name.endsWith("._COPYING_");
  }
}
