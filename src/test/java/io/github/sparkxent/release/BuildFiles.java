// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The files that a release is made of, as text. */
final class BuildFiles {
  private BuildFiles() {}

  static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what the group of a pattern matches in a file, each time. */
  static List<String> all(String file, String pattern) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(read(file))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** Returns the version of the project. */
  static String version() {
    return all("pom.xml", "<artifactId>spark-xent</artifactId>\\s*<version>(.+)</version>").get(0);
  }

  /** Returns the version that the guides speak of: the newest that the change log has. */
  static String release() {
    return all("CHANGELOG.md", "^## ([0-9]\\S*)$").get(0);
  }

  /** Returns a property of pom.xml. */
  static String property(String name) {
    return all("pom.xml", "<" + Pattern.quote(name) + ">(.+)</").get(0);
  }
}
