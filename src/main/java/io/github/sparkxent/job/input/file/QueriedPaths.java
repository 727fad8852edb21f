// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

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
 * The files that a query names itself, as in {@code SELECT * FROM parquet.`path`}.
 *
 * <p>The query decides which of its rows count. But a query that names the directory of a table as
 * files means the table, and would also get the files that the table has replaced or deleted. And
 * of text files named so Spark makes nulls of malformed lines and loses a second record on a line,
 * which no option can change. Both are refused.
 */
public final class QueriedPaths {
  /** The formats whose files know nothing of a table around them. */
  public static final Set<String> FORMATS =
      Set.of("parquet", "orc", "json", "csv", "avro", "text", "xml", "binaryfile");

  private static final Set<String> TEXT = Set.of("json", "csv");

  /** A comment, a literal, a quoted name, a word, or another character. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "--[^\\n]*|/\\*.*?\\*/|(?<!\\w)[rR]'[^']*'|'(?:\\\\.|[^'\\\\])*'"
              + "|\"(?:\\\\.|[^\"\\\\])*\"|`(?:``|[^`])*`|\\w+|\\S",
          Pattern.DOTALL);

  private QueriedPaths() {}

  /** A path in a query, with the format that it is read as. */
  public record QueriedPath(String format, String path) {}

  /**
   * Returns what may be paths in a query, read as one of some formats. The name of a format may
   * have the package before it that it was once called by.
   */
  public static List<QueriedPath> of(String query, Set<String> formats) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(query);
    while (matcher.find()) {
      String token = matcher.group();
      if (!token.startsWith("--") && !token.startsWith("/*")) {
        tokens.add(token);
      }
    }
    List<QueriedPath> paths = new ArrayList<>();
    for (int i = 0; i + 2 < tokens.size(); i++) {
      String format = name(tokens.get(i)).toLowerCase(Locale.ROOT).replaceFirst(".*\\.", "");
      boolean isFirst = i == 0 || !tokens.get(i - 1).equals(".");
      if (isFirst && tokens.get(i + 1).equals(".") && formats.contains(format)) {
        paths.add(new QueriedPath(format, name(tokens.get(i + 2))));
      }
    }
    return paths;
  }

  private static String name(String token) {
    boolean isQuoted = token.length() > 1 && "`\"".indexOf(token.charAt(0)) >= 0;
    return isQuoted ? token.substring(1, token.length() - 1).replace("``", "`") : token;
  }

  /**
   * Refuses tables that have a log of their files where a query or the name of a table has a path.
   */
  public static void refuseTables(Configuration hadoop, DataSource source) throws IOException {
    TableMarkers markers = TableMarkers.refused(source);
    for (QueriedPath queried : of(source.select(), FORMATS)) {
      Path pattern = PathText.qualified(source.place(), queried.path(), hadoop);
      FileSystem fileSystem = pattern.getFileSystem(hadoop);
      // Spark asks the log of a streaming query for its directory, if that is named alone.
      if (!fileSystem.exists(new Path(pattern, TableKind.STREAM.marker()))) {
        for (FileStatus match : new PathPattern(source.place(), fileSystem, pattern).matches()) {
          refuse(markers, fileSystem, match);
        }
      }
    }
  }

  private static void refuse(TableMarkers markers, FileSystem fileSystem, FileStatus match)
      throws IOException {
    Path directory = match.isDirectory() ? match.getPath() : match.getPath().getParent();
    markers.refuseFrom(fileSystem, directory);
    if (LocalDisk.isLocal(fileSystem)) {
      java.nio.file.Path real = LocalDisk.file(match.getPath()).toRealPath();
      markers.refuseFrom(
          fileSystem, LocalDisk.path(fileSystem, match.isDirectory() ? real : real.getParent()));
    }
  }

  /** Refuses text files; where nothing lies, the name is that of a column or of a table. */
  public static void refuseText(Configuration hadoop, DataSource source) {
    for (QueriedPath queried : of(source.select(), TEXT)) {
      if (isUnchecked(hadoop, queried.path())) {
        String path = Secrets.maskPath(queried.path());
        throw EvaluationException.configuration(
            ("%s reads %s.`%s`, of which Spark would lose malformed lines in silence; expected"
                    + " %s.path: %s with %s.format: %s and %s.schema, which checks each line")
                .formatted(
                    source.place(),
                    queried.format(),
                    path,
                    source.key(),
                    path,
                    source.key(),
                    queried.format(),
                    source.key()));
      }
    }
  }

  /** Tells whether files lie there that could be read by path: of a stream only Spark knows. */
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
