// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.file.FileGroup;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.file.InputRoots;
import io.github.sparkxent.job.input.file.PartitionDirectory;
import io.github.sparkxent.job.input.parquet.ParquetColumns;
import io.github.sparkxent.job.input.parquet.ParquetFooter;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import io.github.sparkxent.job.input.parquet.UnreadableType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of the files of an input, including those in the names of directories, and the
 * columns that some files lack or hold with another type than most.
 *
 * <p>By itself Spark takes the columns of an input from one of its files, from its own note in that
 * file, or from a summary beside the files, and reads a column that another file lacks as nulls. So
 * files are compared by their Parquet columns. A file without rows contradicts none.
 */
public final class ColumnConflicts {
  private final ColumnNames names;
  private final List<FileKind> kinds;
  private final StructType all;
  private final InputRoots roots;

  private ColumnConflicts(ColumnNames names, List<FileKind> kinds, InputRoots roots) {
    this.names = names;
    this.roots = roots;
    this.kinds = kinds;
    boolean anyRows = kinds.stream().anyMatch(FileKind::hasRows);
    ColumnTypes types = new ColumnTypes(names);
    for (FileKind kind : kinds) {
      if (kind.hasRows() || !anyRows) {
        types.add(kind.columns(), kind.files().size());
      }
    }
    all = types.columns();
  }

  /** Returns no conflicts, for an input without files of its own, such as a table. */
  public static ColumnConflicts none() {
    return new ColumnConflicts(new ColumnNames(false), List.of(), null);
  }

  /** Compares the files of an input, if it has any whose columns are known. */
  public static ColumnConflicts of(
      SparkSession spark, DataSource source, InputFiles files, ParquetManifest manifest) {
    if (manifest == null) {
      return none();
    }
    try {
      Configuration hadoop = spark.sparkContext().hadoopConfiguration();
      return of(spark, manifest, InputRoots.of(hadoop, source, files, ColumnNames.of(spark)));
    } catch (IOException e) {
      throw ReadFailure.translate(e);
    }
  }

  /** Compares the files of an input. */
  private static ColumnConflicts of(
      SparkSession spark, ParquetManifest manifest, InputRoots roots) {
    ColumnNames names = ColumnNames.of(spark);
    ParquetColumns columns = ParquetColumns.of(spark);
    Map<List<Object>, FileKind> kinds = new LinkedHashMap<>();
    for (ParquetFooter footer : manifest.footers()) {
      PartitionDirectory directory = roots.directory(new Path(footer.file().path()));
      boolean hasRows = footer.file().rows() > 0;
      List<Object> key = new ArrayList<>(List.of(footer.schema(), hasRows));
      key.add(directory.base());
      key.addAll(directory.values().keySet());
      kinds
          .computeIfAbsent(
              key, same -> FileKind.of(columns.of(footer.schema()), directory, hasRows, names))
          .files()
          .add(footer.file().path());
    }
    return new ColumnConflicts(names, List.copyOf(kinds.values()), roots);
  }

  /** Tells whether the columns of files are known. */
  boolean isKnown() {
    return !kinds.isEmpty();
  }

  /** Returns all columns of all files. */
  public StructType all() {
    return all;
  }

  /** Returns the columns that stand in the names of directories. */
  public List<String> partitions() {
    List<String> partitions = List.of();
    for (FileKind kind : kinds) {
      List<String> own = List.copyOf(kind.directory().values().keySet());
      if (kind != kinds.get(0) && !own.equals(partitions)) {
        throw EvaluationException.input(
            ("the directories of input file %s have columns %s, those of %s %s, expected"
                    + " the same")
                .formatted(kind.files().get(0), own, kinds.get(0).files().get(0), partitions));
      }
      partitions = own;
    }
    return partitions;
  }

  /**
   * Refuses the input if a column cannot be read, if a file lacks one that is needed or has another
   * type for it, or if the name of a directory would take its place.
   *
   * @param neededWayOut what else a user can do about a needed column that only the scan reads, for
   *     messages
   * @param wayOut what else a user can do about a column that is read but not needed, for messages
   */
  void refuse(StructType needed, StructType read, String neededWayOut, String wayOut) {
    for (StructField field : needed.fields()) {
      UnreadableType.refuse(
          new StructType(new StructField[] {field}),
          true,
          UnreadableType.isHalfPrecision(field) ? neededWayOut : "");
    }
    UnreadableType.refuse(read, needed.equals(read), ", " + wayOut);
    refuseDifferences(needed, read);
  }

  /** Does so of files that differ, whether Spark can read the columns or not. */
  public void refuseDifferences(StructType needed, StructType read) {
    for (FileKind kind : kinds) {
      if (kind.hasRows()) {
        kind.refuseOverlap(read, names);
        kind.refuseDifferences(needed, names);
      }
    }
  }

  /** Returns the files in groups that Spark can read in one go each. */
  List<FileGroup> groups(StructType read, InputFiles files) {
    Set<String> wanted =
        files.files().stream().map(file -> file.getPath().toString()).collect(Collectors.toSet());
    Map<List<Object>, FileGroup> groups = new LinkedHashMap<>();
    boolean whole = true;
    for (FileKind kind : kinds) {
      if (kind.hasRows() || kind.differences(read, names).isEmpty()) {
        Set<String> unread = new HashSet<>(kind.absent(read, names));
        kind.directory().values().keySet().forEach(name -> unread.add(names.key(name)));
        List<Object> key = new ArrayList<>(List.of(unread));
        key.add(kind.directory().base());
        groups
            .computeIfAbsent(
                key, same -> new FileGroup(new ArrayList<>(), kind.directory().base(), unread))
            .paths()
            .addAll(
                kind.files().stream().filter(wanted::contains).map(InputFiles::literal).toList());
      } else {
        whole = false;
      }
    }
    List<FileGroup> found =
        groups.values().stream().filter(group -> !group.paths().isEmpty()).toList();
    return whole ? roots.whole(found, files) : found;
  }

  /** Returns the columns in the names of a file's directories. */
  public PartitionDirectory directory(String file) {
    return roots.directory(new Path(file));
  }

  public ColumnNames names() {
    return names;
  }
}
