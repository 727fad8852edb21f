// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

/**
 * The classes of which a row has the log-probability, the others being unknown. Immutable.
 *
 * <p>They are ranked by falling log-probability, equal ones by their place in the list: a list that
 * is sorted has them in the order of what was rounded to equal numbers.
 */
public final class ListedClasses {
  private final int[] ids;
  private final double[] logProbabilities;
  private final boolean areFloats;

  private ListedClasses(int[] ids, double[] logProbabilities, boolean areFloats) {
    if (ids.length != logProbabilities.length) {
      throw new IllegalArgumentException(
          ids.length + " classes have " + logProbabilities.length + " log-probabilities");
    }
    this.ids = ids;
    this.logProbabilities = logProbabilities;
    this.areFloats = areFloats;
  }

  /**
   * Makes a list.
   *
   * @param ids the class ids, of which one may be anything
   * @param logProbabilities the logarithm of the probability of each, not copied
   * @param areFloats whether they were rounded to floats, else to doubles
   * @throws IllegalArgumentException if they are not of one length
   */
  public static ListedClasses of(long[] ids, double[] logProbabilities, boolean areFloats) {
    int[] kept = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      kept[i] = ids[i] == (int) ids[i] ? (int) ids[i] : -1; // no class has such an id
    }
    return new ListedClasses(kept, logProbabilities, areFloats);
  }

  /** Returns how many classes are listed. */
  public int size() {
    return ids.length;
  }

  /** Returns the place of a class in the list, or -1. */
  public int indexOf(int id) {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == id) {
        return i;
      }
    }
    return -1;
  }

  /** Tells whether a class is listed. */
  public boolean contains(int id) {
    return indexOf(id) >= 0;
  }

  /** Returns the class at a place. */
  int id(int index) {
    return ids[index];
  }

  /** Returns the log-probabilities in the order of the list; not to be modified. */
  double[] logProbabilities() {
    return logProbabilities;
  }

  /** Tells whether the log-probabilities were rounded to floats, else to doubles. */
  boolean areFloats() {
    return areFloats;
  }
}
