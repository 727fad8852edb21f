// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import java.util.Map;

/** A class for people to read: its id, with its name beside it if it has one. */
public final class ClassText {
  private ClassText() {}

  /**
   * Returns a class in words.
   *
   * @param id the class id
   * @param names the names of the classes that have one, by id
   * @return such as {@code 3} or {@code 3 (three)}; a name is cut at 200 characters
   */
  public static String of(int id, Map<Integer, String> names) {
    return of(Integer.toString(id), names.get(id));
  }

  /** Returns a class in words, whose name may be null. */
  static String of(String id, String name) {
    return name == null ? id : id + " (" + SplitPart.valueText(name) + ")";
  }
}
