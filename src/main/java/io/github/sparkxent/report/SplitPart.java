// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import java.util.Objects;

/**
 * The part of a split that a rule of a gate is set for. Immutable.
 *
 * @param slice the name of its slice; null without one
 * @param isValue whether it is one value of the slice; otherwise it is all of them
 * @param value the value; null for the null value
 * @param label its class id, or {@code *} for each class; null without a class
 * @param className the name of that class; null if it has none
 */
public record SplitPart(
    String slice, boolean isValue, String value, String label, String className) {
  private static final SplitPart WHOLE = new SplitPart(null, false, null, null, null);
  private static final String EACH = "*";
  private static final int SHOWN = 200;

  /** Refuses a value without a slice, and a slice together with a class. */
  public SplitPart {
    if ((slice == null && isValue) || (!isValue && value != null)) {
      throw new IllegalArgumentException("value '" + value + "' of slice '" + slice + "'");
    }
    if (slice != null && label != null) {
      throw new IllegalArgumentException("class " + label + " of slice '" + slice + "'");
    }
  }

  /**
   * Returns the whole split.
   *
   * @return no part of it
   */
  public static SplitPart whole() {
    return WHOLE;
  }

  /**
   * Returns one value of a slice.
   *
   * @param slice the name of the slice
   * @param value the value, may be null
   * @return the part
   */
  public static SplitPart value(String slice, String value) {
    return new SplitPart(Objects.requireNonNull(slice, "slice"), true, value, null, null);
  }

  /**
   * Returns the values of a slice.
   *
   * @param slice the name of the slice
   * @return the part
   */
  public static SplitPart values(String slice) {
    return new SplitPart(Objects.requireNonNull(slice, "slice"), false, null, null, null);
  }

  /**
   * Returns a class.
   *
   * @param label its class id, or {@code *} for each
   * @return the part
   */
  public static SplitPart ofClass(String label) {
    return ofClass(label, null);
  }

  /**
   * Returns a class that may have a name.
   *
   * @param label its class id
   * @param name its name, or null
   * @return the part
   */
  public static SplitPart ofClass(String label, String name) {
    return new SplitPart(null, false, null, Objects.requireNonNull(label, "label"), name);
  }

  /**
   * Tells whether it is the whole split.
   *
   * @return true if so
   */
  public boolean isWhole() {
    return slice == null && label == null;
  }

  /**
   * Returns the part in words.
   *
   * @return such as {@code country=NO}, {@code country}, {@code class 3}, {@code class 3 (three)}
   *     or {@code each class}; empty for the whole split
   */
  public String text() {
    if (label != null) {
      return label.equals(EACH) ? "each class" : "class " + ClassText.of(label, className);
    }
    if (!isValue) {
      return slice == null ? "" : valueText(slice);
    }
    return valueText(slice) + "=" + valueText(value);
  }

  /**
   * Returns a value of a slice for display.
   *
   * @param value the value, may be null
   * @return the value, cut at 200 characters; {@code (null)} for null and two quotes for the empty
   *     text
   */
  public static String valueText(String value) {
    if (value == null) {
      return "(null)";
    }
    if (value.codePointCount(0, value.length()) > SHOWN) {
      return value.substring(0, value.offsetByCodePoints(0, SHOWN)) + "...";
    }
    return value.isEmpty() ? "\"\"" : value;
  }
}
