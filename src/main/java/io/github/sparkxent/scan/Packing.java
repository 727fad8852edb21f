// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.scan.parquet.FilePart;
import io.github.sparkxent.scan.parquet.RowGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Packs files into tasks as Spark packs its own: large files split, here between row groups, the
 * largest pieces first, each task filled until the next piece does not fit. What counts are the
 * bytes that are read, not those of columns that are not.
 */
final class Packing {
  private record Piece(ScanFile file, long bytes) {}

  private Packing() {}

  /**
   * Packs files.
   *
   * @param files the files; of equally large pieces the earlier stay first
   * @param limits the limits
   * @return what each task reads; empty if there are no files
   */
  static List<List<ScanFile>> pack(List<ScanFile> files, PackingLimits limits) {
    long total = 0;
    for (ScanFile file : files) {
      total += RowGroupBytes.of(file) + limits.openCost();
    }
    List<List<ScanFile>> packed = pack(files, limits.partitionBytes(total), limits.openCost());
    if (packed.size() > limits.maxPartitions()) {
      long fewer = (total + limits.maxPartitions() - 1) / limits.maxPartitions();
      packed = pack(files, fewer, limits.openCost());
    }
    return packed;
  }

  private static List<List<ScanFile>> pack(List<ScanFile> files, long most, long openCost) {
    List<Piece> pieces = new ArrayList<>();
    for (ScanFile file : files) {
      split(file, most, pieces);
    }
    pieces.sort(Comparator.comparingLong(Piece::bytes).reversed());
    return fill(pieces, most, openCost);
  }

  /** Splits a file into pieces of neighbouring row groups. */
  private static void split(ScanFile file, long most, List<Piece> pieces) {
    List<RowGroup> groups = file.part().rowGroups();
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < groups.size(); i++) {
      long more = RowGroupBytes.of(groups.get(i));
      if (i > from && bytes + more > most) {
        pieces.add(piece(file, from, i, bytes));
        from = i;
        bytes = 0;
      }
      bytes += more;
    }
    // Even a file without rows is opened, to see that it is still the one that was listed.
    pieces.add(piece(file, from, groups.size(), bytes));
  }

  private static Piece piece(ScanFile file, int from, int to, long bytes) {
    FilePart part = file.part();
    if (from == 0 && to == part.rowGroups().size()) {
      return new Piece(file, bytes);
    }
    List<RowGroup> groups = List.copyOf(part.rowGroups().subList(from, to));
    FilePart some =
        new FilePart(part.path(), part.bytes(), part.modified(), part.columns(), groups);
    return new Piece(new ScanFile(some, file.sources()), bytes);
  }

  private static List<List<ScanFile>> fill(List<Piece> pieces, long most, long openCost) {
    List<List<ScanFile>> packed = new ArrayList<>();
    List<ScanFile> task = new ArrayList<>();
    long bytes = 0;
    for (Piece piece : pieces) {
      if (!task.isEmpty() && bytes + piece.bytes > most) {
        packed.add(List.copyOf(task));
        task.clear();
        bytes = 0;
      }
      task.add(piece.file);
      bytes += piece.bytes + openCost;
    }
    if (!task.isEmpty()) {
      packed.add(List.copyOf(task));
    }
    return packed;
  }
}
