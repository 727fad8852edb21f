// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

/** A class for people to read: its id, with its name beside it where there is one. */
public final class ClassText {
  private ClassText() {}

  /**
   * Returns a class in words.
   *
   * @param id the class id
   * @param name the name of the class, or null
   * @return such as {@code 3} or {@code 3 (three)}; a name is cut at 200 characters
   */
  public static String of(String id, String name) {
    return name == null ? id : id + " (" + SplitPart.valueText(name) + ")";
  }
}
