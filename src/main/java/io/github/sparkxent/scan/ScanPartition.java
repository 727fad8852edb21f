// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What one task reads.
 *
 * @param number its number
 * @param files its files, or parts of files
 * @param hosts where most of the bytes are; none if that is nowhere or everywhere
 * @param indexes the place of each file in the plan, if a unit is what is read of one; else null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScanPartition(int number, List<ScanFile> files, String[] hosts, int[] indexes)
    implements InputPartition {
  /** Where the place of a file begins in the number of a unit, above that of the task. */
  static final int FILE_SHIFT = Integer.SIZE;

  /** Makes one whose files are one unit. */
  ScanPartition(int number, List<ScanFile> files, String[] hosts) {
    this(number, files, hosts, null);
  }

  @Override
  public String[] preferredLocations() {
    return hosts.clone();
  }

  /** Returns the unit of a file: no other task has it. */
  long unit(int file) {
    return indexes == null ? number : (long) indexes[file] << FILE_SHIFT | number;
  }

  /** Returns the units, each with its files; a task without files has one if that is its unit. */
  Map<Long, List<ScanFile>> units() {
    if (indexes == null) {
      return Map.of((long) number, files);
    }
    Map<Long, List<ScanFile>> units = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      units.computeIfAbsent(unit(i), none -> new ArrayList<>()).add(files.get(i));
    }
    return units;
  }
}
