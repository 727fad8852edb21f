// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.failure.StorageAccess;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** A configuration in a file of any storage. */
public final class ConfigurationFile {
  private static final String KEY = "configuration";

  private ConfigurationFile() {}

  /**
   * Reads a configuration, which is named like its file unless the document has a name.
   *
   * @param hadoop where to find the file system
   * @param path the file; without a scheme it is on the default file system
   * @throws EvaluationException of kind configuration if there is no such file or it is no YAML; of
   *     kind environment if its storage fails
   */
  public static ConfigurationReader read(Configuration hadoop, String path) {
    String shown = Secrets.maskPath(path);
    ConfigurationReader reader = ConfigurationReader.of(shown, text(hadoop, path, shown));
    reader.setDefaultName(stem(path));
    return reader;
  }

  private static String text(Configuration hadoop, String path, String shown) {
    try {
      StorageAccess.require(hadoop, KEY, List.of(path));
      Path file = new Path(path);
      try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
        return StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(in.readAllBytes()))
            .toString();
      }
    } catch (FileNotFoundException e) {
      throw EvaluationException.configuration(
          KEY + " " + shown + " does not exist or is a directory, expected a YAML file", e);
    } catch (IllegalArgumentException e) {
      throw EvaluationException.configuration(
          "%s \"%s\" is no path: %s".formatted(KEY, shown, ReadFailure.oneLine(e)), e);
    } catch (CharacterCodingException e) {
      throw EvaluationException.configuration(
          KEY + " " + shown + " is not UTF-8, expected a YAML file", e);
    } catch (IOException e) {
      throw EvaluationException.environment(
          KEY + " " + shown + " cannot be read: " + ReadFailure.oneLine(e), e);
    }
  }

  /** Returns the name of a file without its ending. */
  public static String stem(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }
}
