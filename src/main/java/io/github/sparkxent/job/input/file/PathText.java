// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import io.github.sparkxent.job.failure.EvaluationException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Takes a path from a configuration, or says in one line what is wrong with its text. */
public final class PathText {
  private PathText() {}

  /** Returns a path with its scheme. */
  public static Path qualified(String place, String text, Configuration hadoop) throws IOException {
    requireNoNul(place, text);
    Path path = parse(place, text);
    FileSystem fileSystem = path.getFileSystem(hadoop);
    String problem =
        LocalDisk.isLocal(fileSystem) ? LocalDisk.whyNotEncodable(path.toUri().getPath()) : null;
    if (problem != null) {
      throw EvaluationException.configuration(place + " " + text + " " + problem);
    }
    return fileSystem.makeQualified(path);
  }

  private static void requireNoNul(String place, String text) {
    if (text.indexOf('\0') >= 0) {
      throw EvaluationException.configuration(
          place + " " + text.replace("\0", "\\0") + " holds a NUL character, expected a path");
    }
  }

  private static Path parse(String place, String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw EvaluationException.configuration(
          ("%s %s is no path: what stands before a colon is taken for a scheme such as"
                  + " hdfs; a name with a colon needs ./ in front")
              .formatted(place, text),
          e);
    }
  }
}
