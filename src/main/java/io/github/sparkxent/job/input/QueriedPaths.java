// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.DirectPaths.DirectPath;
import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files that a query names itself, as in {@code SELECT * FROM parquet.`path`}.
 *
 * <p>The query decides which of its rows count. But a query that names the directory of a table as
 * files means the table, and would also get the files that the table has replaced or deleted.
 */
final class QueriedPaths {
  /** The formats whose files know nothing of a table around them. */
  static final Set<String> FORMATS =
      Set.of("parquet", "orc", "json", "csv", "avro", "text", "xml", "binaryfile");

  private QueriedPaths() {}

  /**
   * Looks for tables with a log of their files, at the paths in a query or in the name of a table.
   *
   * @throws EvaluationException of kind configuration if there is one
   * @throws IOException if a path cannot be looked at
   */
  static void refuseTables(Configuration hadoop, DataSource source) throws IOException {
    TableMarkers markers = TableMarkers.refused(source);
    for (DirectPath direct : DirectPaths.of(DataReader.select(source), FORMATS)) {
      Path pattern = PathText.qualified(source.place(), direct.path(), hadoop);
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
      java.nio.file.Path holding = match.isDirectory() ? real : real.getParent();
      markers.refuseFrom(
          fileSystem, fileSystem.makeQualified(new Path(null, null, holding.toString())));
    }
  }
}
