// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

/** Which of some rows of single values are null. */
public final class FlatLevels {
  private int[] levels = new int[0];
  private boolean[] flags = new boolean[0];
  private boolean[] nulls;

  /**
   * Reads the levels of some rows.
   *
   * @return how many of them have a value
   */
  public int read(Page page, int count, int maxDefinition) throws PageFault {
    nulls = null;
    if (maxDefinition == 0 || page.definition.takeIfAll(count, maxDefinition)) {
      return count;
    }
    if (levels.length < count) {
      levels = new int[count];
      flags = new boolean[count];
    }
    page.definition.read(count, levels, 0);
    int present = 0;
    for (int i = 0; i < count; i++) {
      int level = levels[i];
      if (level > maxDefinition) {
        throw new PageFault("definition level " + level + ", expected at most " + maxDefinition);
      }
      flags[i] = level < maxDefinition;
      present += level == maxDefinition ? 1 : 0;
    }
    nulls = present == count ? null : flags;
    return present;
  }

  /** Returns which rows are null; null if none of them is. */
  public boolean[] nulls() {
    return nulls;
  }
}
