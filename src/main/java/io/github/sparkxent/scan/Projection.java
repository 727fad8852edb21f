// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.scan.ScanFile.Source;
import io.github.sparkxent.scan.ScanFile.Stored;
import io.github.sparkxent.scan.parquet.ColumnChunk;
import io.github.sparkxent.scan.parquet.FilePart;
import io.github.sparkxent.scan.parquet.LeafColumn;
import io.github.sparkxent.scan.parquet.RowGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/**
 * Leaves columns out of a plan, with their pages. Equal lists of columns and sources, which most
 * files have, become one list: it is then serialized once for all files of a task.
 */
final class Projection {
  private final int[] columns;
  private final Map<List<?>, List<?>> shared = new HashMap<>();

  private Projection(int[] columns) {
    this.columns = columns;
  }

  /**
   * Returns a plan of some columns.
   *
   * @param plan the plan
   * @param names the names of the columns, in the order that they shall have
   */
  static ScanPlan of(ScanPlan plan, List<String> names) {
    StructType type = new StructType();
    int[] columns = new int[names.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = plan.columns().fieldIndex(names.get(i));
      type = type.add(plan.columns().apply(columns[i]));
    }
    List<ScanFile> files = plan.files().stream().map(new Projection(columns)::file).toList();
    return new ScanPlan(type, files, plan.options(), plan.hadoop(), plan.byFile());
  }

  private ScanFile file(ScanFile file) {
    List<Integer> kept = new ArrayList<>();
    List<Source> sources = new ArrayList<>();
    for (int column : columns) {
      Source source = file.sources().get(column);
      if (source instanceof Stored stored) {
        source = new Stored(place(stored.column(), kept));
      }
      sources.add(source);
    }
    FilePart part = file.part();
    List<LeafColumn> leaves = kept.stream().map(part.columns()::get).toList();
    List<RowGroup> groups =
        part.rowGroups().stream()
            .map(group -> new RowGroup(group.index(), group.rows(), chunks(group, kept)))
            .toList();
    return new ScanFile(
        new FilePart(part.path(), part.bytes(), part.modified(), shared(leaves), groups),
        shared(List.copyOf(sources)));
  }

  /** Returns where a column of the file is among those that are kept, to which it is added. */
  private static int place(int column, List<Integer> kept) {
    int place = kept.indexOf(column);
    if (place < 0) {
      place = kept.size();
      kept.add(column);
    }
    return place;
  }

  private static List<ColumnChunk> chunks(RowGroup group, List<Integer> kept) {
    return kept.stream().map(group.chunks()::get).toList();
  }

  @SuppressWarnings("unchecked") // equal lists have equal elements
  private <T> List<T> shared(List<T> list) {
    return (List<T>) shared.computeIfAbsent(list, same -> same);
  }
}
