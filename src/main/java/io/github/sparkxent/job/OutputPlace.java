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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;

/**
 * Refuses, before anything is read or written, results that would lie in the input or replace it,
 * or that cannot lie where they are told to.
 */
final class OutputPlace {
  private OutputPlace() {}

  /**
   * Checks the output directory of a configuration.
   *
   * @throws EvaluationException of kind configuration if it and an input path lie in each other, or
   *     if it would lie under a plain file
   */
  static void require(Configuration hadoop, EvaluationConfig config, String runId)
      throws IOException {
    Path output =
        requireApart(
            hadoop,
            "output.directory",
            config.output().directory(),
            "input.path",
            config.input().source().paths());
    requireNoFile("output.directory", new Path(new Path(output, config.name()), runId), hadoop);
  }

  /**
   * Checks a data set that is to be written where nothing is yet.
   *
   * @throws EvaluationException of kind configuration if it and an input path lie in each other, if
   *     it would lie under a plain file, or if something has its name
   */
  static void requireNew(
      Configuration hadoop, String place, String directory, String inputPlace, List<String> inputs)
      throws IOException {
    Path output = requireApart(hadoop, place, directory, inputPlace, inputs);
    if (output.getFileSystem(hadoop).exists(output)) {
      throw EvaluationException.configuration(
          place + " " + directory + " exists, expected the name of a new directory");
    }
    requireNoFile(place, output, hadoop);
  }

  private static Path requireApart(
      Configuration hadoop, String place, String directory, String inputPlace, List<String> inputs)
      throws IOException {
    Path output = real(PathText.qualified(place, directory, hadoop), hadoop);
    for (String input : inputs) {
      Path pattern = real(PathText.qualified(inputPlace, input, hadoop), hadoop);
      if (isAtOrBelow(output, pattern)) {
        throw EvaluationException.configuration(
            place
                + " "
                + directory
                + " lies in "
                + inputPlace
                + " "
                + input
                + ", expected outside");
      }
      if (isAtOrBelow(pattern, output)) {
        throw EvaluationException.configuration(
            inputPlace
                + " "
                + input
                + " lies in "
                + place
                + " "
                + directory
                + ", expected outside");
      }
    }
    return output;
  }

  /** Follows the links of the local file system as far as the path exists. */
  private static Path real(Path path, Configuration hadoop) throws IOException {
    if (!path.getFileSystem(hadoop).getScheme().equals("file")) {
      return path;
    }
    java.nio.file.Path local = Paths.get(path.toUri().getPath());
    java.nio.file.Path existing = local;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    java.nio.file.Path real = existing.toRealPath().resolve(existing.relativize(local));
    return new Path(path.toUri().getScheme(), path.toUri().getAuthority(), real.toString());
  }

  /** Tells whether a path, or a directory above it, is what a pattern means. */
  private static boolean isAtOrBelow(Path path, Path pattern) throws IOException {
    URI one = path.toUri();
    URI other = pattern.toUri();
    if (!Objects.equals(one.getScheme(), other.getScheme())
        || !Objects.equals(one.getAuthority(), other.getAuthority())) {
      return false;
    }
    List<String> names = names(path);
    List<String> patterns = names(pattern);
    if (names.size() < patterns.size()) {
      return false;
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (!names.get(i).equals(patterns.get(i))
          && !new GlobFilter(patterns.get(i)).accept(new Path("/" + names.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> names(Path path) {
    List<String> names = new ArrayList<>();
    for (Path one = path; one.getParent() != null; one = one.getParent()) {
      names.add(one.getName());
    }
    Collections.reverse(names);
    return names;
  }

  private static void requireNoFile(String place, Path path, Configuration hadoop)
      throws IOException {
    FileSystem fileSystem = path.getFileSystem(hadoop);
    for (Path one = path; one != null; one = one.getParent()) {
      if (fileSystem.exists(one)) {
        if (!fileSystem.getFileStatus(one).isDirectory()) {
          throw EvaluationException.configuration(
              place + " cannot be used: " + one + " is a file, expected a directory");
        }
        return;
      }
    }
  }
}
