// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import java.util.Arrays;

/** Marks of some of a growing number of things; costs nothing while none is marked. */
final class Flags {
  private boolean[] set = new boolean[0];

  /** So many of the first are known; 0 while none is marked. */
  private int known;

  void reset() {
    known = 0;
  }

  /** Marks one that comes behind all that were marked before. */
  void mark(int at) {
    expand(at + 1);
    set[at] = true;
  }

  /** Ends with a number of things, so that each has a flag if one has. */
  void end(int size) {
    if (known > 0) {
      expand(size);
    }
  }

  private void expand(int size) {
    if (set.length < size) {
      set = Arrays.copyOf(set, size + (size >> 1));
    }
    Arrays.fill(set, known, Math.max(known, size), false);
    known = Math.max(known, size);
  }

  /** Forgets the first ones; the others move to the front. */
  void forget(int count) {
    int left = Math.max(0, known - count);
    known = 0;
    if (left > 0) {
      System.arraycopy(set, count, set, 0, left);
    }
    for (int i = 0; i < left && known == 0; i++) {
      known = set[i] ? left : 0;
    }
  }

  /** Returns the flags; null if none is marked. */
  boolean[] orNull() {
    return known > 0 ? set : null;
  }
}
