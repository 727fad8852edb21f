// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.Secrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Paths that a query names itself, as in {@code FROM json.`path`}.
 *
 * <p>From such a path Spark reads text files so that malformed lines become nulls and a second
 * record on a line is lost. No option can change that, so such queries are refused.
 */
final class DirectPaths {
  /** A comment, a literal, a quoted name, a word, or another character. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "--[^\\n]*|/\\*.*?\\*/|(?<!\\w)[rR]'[^']*'|'(?:\\\\.|[^'\\\\])*'"
              + "|\"(?:\\\\.|[^\"\\\\])*\"|`(?:``|[^`])*`|\\w+|\\S",
          Pattern.DOTALL);

  private static final Set<String> TEXT = Set.of("json", "csv");

  private DirectPaths() {}

  /** A path in a query, with the format that it is read as. */
  record DirectPath(String format, String path) {}

  /**
   * Returns what may be paths in a query.
   *
   * @param formats the formats that they are read as; their names may also have the packages of
   *     earlier versions
   */
  static List<DirectPath> of(String query, Set<String> formats) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(query);
    while (matcher.find()) {
      String token = matcher.group();
      if (!token.startsWith("--") && !token.startsWith("/*")) {
        tokens.add(token);
      }
    }
    List<DirectPath> paths = new ArrayList<>();
    for (int i = 0; i + 2 < tokens.size(); i++) {
      String format = name(tokens.get(i)).toLowerCase(Locale.ROOT).replaceFirst(".*\\.", "");
      boolean isFirst = i == 0 || !tokens.get(i - 1).equals(".");
      if (isFirst && tokens.get(i + 1).equals(".") && formats.contains(format)) {
        paths.add(new DirectPath(format, name(tokens.get(i + 2))));
      }
    }
    return paths;
  }

  private static String name(String token) {
    boolean isQuoted = token.length() > 1 && "`\"".indexOf(token.charAt(0)) >= 0;
    return isQuoted ? token.substring(1, token.length() - 1).replace("``", "`") : token;
  }

  /**
   * Refuses a query that names text files; where nothing lies, the name is that of a column or of a
   * table.
   *
   * @throws EvaluationException of kind configuration, with the way that reads them whole
   */
  static void refuse(Configuration hadoop, DataSource source) {
    for (DirectPath direct : of(DataReader.select(source), TEXT)) {
      if (isUnchecked(hadoop, direct.path())) {
        throw EvaluationException.configuration(
            source.place()
                + " reads "
                + direct.format()
                + ".`"
                + Secrets.maskPath(direct.path())
                + "`, of which Spark would lose malformed lines in silence; expected "
                + source.key()
                + ".path: "
                + Secrets.maskPath(direct.path())
                + " with "
                + source.key()
                + ".format: "
                + direct.format()
                + " and "
                + source.key()
                + ".schema, which checks each line");
      }
    }
  }

  /**
   * Tells whether there are files that could be read by path: of a stream only Spark knows which
   * count.
   */
  private static boolean isUnchecked(Configuration hadoop, String text) {
    try {
      Path path = new Path(text);
      FileSystem fileSystem = path.getFileSystem(hadoop);
      FileStatus[] found = fileSystem.globStatus(path);
      return found != null
          && found.length > 0
          && !fileSystem.exists(new Path(path, TableKind.STREAM.marker()));
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
