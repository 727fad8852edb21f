// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.scan;

import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.parquet.FileChunks;
import io.github.sparkxent.job.input.parquet.ParquetColumns;
import io.github.sparkxent.job.input.parquet.ParquetFooter;
import io.github.sparkxent.job.input.parquet.UnreadableType;
import io.github.sparkxent.scan.ScanFile;
import io.github.sparkxent.scan.ScanFile.Constant;
import io.github.sparkxent.scan.ScanFile.Source;
import io.github.sparkxent.scan.ScanFile.Stored;
import io.github.sparkxent.scan.ScanPlan;
import io.github.sparkxent.scan.parquet.ColumnChunk;
import io.github.sparkxent.scan.parquet.FilePart;
import io.github.sparkxent.scan.parquet.LeafColumn;
import io.github.sparkxent.scan.parquet.RowGroup;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the columns of a scan in files, by their footers. Files that agree share what is equal,
 * since there may be many.
 */
final class ScanFiles {
  private final List<ScanColumn> columns;
  private final ColumnNames names;
  private final ParquetColumns types;

  /** What was found in files of a schema, itself and not one that is equal, and of directories. */
  private final Map<Object, Map<Set<String>, List<LeafColumn>>> found = new IdentityHashMap<>();

  private final Map<Object, Object> shared = new HashMap<>();

  ScanFiles(SparkSession spark, List<ScanColumn> columns) {
    this.columns = columns;
    names = ColumnNames.of(spark);
    types = ParquetColumns.of(spark);
  }

  /**
   * Returns a file as the scan reads it.
   *
   * @param beside the columns that are not stored in it, by the keys of their names
   */
  ScanFile of(ParquetFooter footer, FileStatus status, Map<String, String> beside)
      throws NotScanned {
    List<LeafColumn> leaves = leaves(footer, beside.keySet());
    List<Source> sources = new ArrayList<>(columns.size());
    List<LeafColumn> stored = new ArrayList<>(columns.size());
    List<Integer> chunks = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      LeafColumn leaf = leaves.get(i);
      if (leaf == null) {
        sources.add(new Constant(value(columns.get(i), status, beside)));
      } else {
        sources.add(new Stored(stored.size()));
        stored.add(leaf);
        chunks.add(chunk(leaf, footer));
      }
    }
    String path = footer.file().path();
    return new ScanFile(
        new FilePart(
            path,
            footer.file().bytes(),
            status.getModificationTime(),
            one(stored),
            rowGroups(footer.chunks().rowGroups(), chunks)),
        one(sources));
  }

  private Serializable value(ScanColumn column, FileStatus file, Map<String, String> beside) {
    if (column.name().equals(ScanColumns.FILE)) {
      // As Spark's input_file_name() gives it.
      return file.getPath().toUri().toString();
    }
    return column.source() == null ? column.value() : beside.get(key(column));
  }

  private String key(ScanColumn column) {
    return names.key(column.source());
  }

  @SuppressWarnings("unchecked")
  private <T> List<T> one(List<T> list) {
    return (List<T>) shared.computeIfAbsent(list, same -> same);
  }

  private List<LeafColumn> leaves(ParquetFooter footer, Set<String> beside) throws NotScanned {
    Map<Set<String>, List<LeafColumn>> ofSchema =
        found.computeIfAbsent(footer.schema(), schema -> new HashMap<>());
    List<LeafColumn> leaves = ofSchema.get(beside);
    if (leaves == null) {
      StructType stored = types.of(footer.schema());
      leaves = new ArrayList<>(columns.size());
      for (ScanColumn column : columns) {
        boolean isStored = column.source() != null && !beside.contains(key(column));
        leaves.add(isStored ? leaf(column, stored, footer) : null);
      }
      ofSchema.put(beside, leaves);
    }
    return leaves;
  }

  /** Returns a stored column, or null if it has no value in files of this schema. */
  private LeafColumn leaf(ScanColumn column, StructType stored, ParquetFooter footer)
      throws NotScanned {
    StructField field =
        names
            .find(stored.fieldNames(), column.source())
            .map(stored::apply)
            .orElseThrow(() -> refusal(column.source(), footer, "is not there"));
    if (UnreadableType.isVoid(field)) {
      return null;
    }
    LeafColumn leaf = footer.leaf(field.name());
    if (leaf == null || !ScanPlan.takes(column.field(), leaf)) {
      throw refusal(column.source(), footer, "is stored in a form that it does not know");
    }
    return leaf;
  }

  private static NotScanned refusal(String column, ParquetFooter footer, String why) {
    return new NotScanned(
        "column %s of input file %s %s", column, Secrets.maskPath(footer.file().path()), why);
  }

  /** Returns the place of a column among the chunks of a row group. */
  private static int chunk(LeafColumn leaf, ParquetFooter footer) throws NotScanned {
    FileChunks chunks = footer.chunks();
    int index = chunks.indexOf(leaf.path());
    if (index < 0) {
      throw refusal(leaf.path().get(0), footer, "has no pages that the footer speaks of");
    }
    FileChunks.Column column = chunks.columns().get(index);
    if (column.encrypted()) {
      throw refusal(leaf.path().get(0), footer, "is encrypted");
    }
    for (String encoding : column.encodings()) {
      if (!leaf.knows(encoding)) {
        throw refusal(leaf.path().get(0), footer, "is encoded as " + encoding);
      }
    }
    return index;
  }

  private static List<RowGroup> rowGroups(List<RowGroup> all, List<Integer> columns) {
    List<RowGroup> rowGroups = new ArrayList<>(all.size());
    for (RowGroup rowGroup : all) {
      List<ColumnChunk> chunks = new ArrayList<>(columns.size());
      columns.forEach(column -> chunks.add(rowGroup.chunks().get(column)));
      rowGroups.add(new RowGroup(rowGroup.index(), rowGroup.rows(), chunks));
    }
    return rowGroups;
  }
}
