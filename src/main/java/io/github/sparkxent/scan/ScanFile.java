// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.scan.parquet.FilePart;
import java.io.Serializable;
import java.util.List;

/**
 * A file, or some row groups of one, and where it has the columns of a {@link ScanPlan}.
 *
 * @param part what is read of the file
 * @param sources one for each column of the plan
 */
public record ScanFile(FilePart part, List<Source> sources) implements Serializable {
  /** Returns where the file is. */
  public String path() {
    return part.path();
  }

  /** Where the values of a column come from. */
  public sealed interface Source extends Serializable permits Stored, Constant {}

  /**
   * A column of the file.
   *
   * @param column its index in {@link FilePart#columns}
   */
  public record Stored(int column) implements Source {}

  /**
   * One value for all rows of the file, such as a split in the name of its directory.
   *
   * @param value a String or a Double, or null
   */
  public record Constant(Serializable value) implements Source {}
}
