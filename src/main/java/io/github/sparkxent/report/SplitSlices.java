// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The slices of a split. Immutable.
 *
 * @param values one entry a value of a slice: in the order of the slices, then by value, null last
 * @param cuts one entry a slice of which values are left out
 */
public record SplitSlices(List<SliceReport> values, List<SliceCut> cuts) {
  private static final SplitSlices NONE = new SplitSlices(List.of(), List.of());

  /** Copies; refuses a value that stands twice. */
  public SplitSlices {
    values = List.copyOf(values);
    cuts = List.copyOf(cuts);
    Set<List<String>> met = new HashSet<>();
    for (SliceReport value : values) {
      // Text that no null can be taken for.
      String key = value.value() == null ? "null" : "=" + value.value();
      if (!met.add(List.of(value.slice(), key))) {
        throw new IllegalArgumentException(
            "value '" + value.value() + "' of slice '" + value.slice() + "' is reported twice");
      }
    }
  }

  /**
   * Returns the slices of a split that has none.
   *
   * @return no slices
   */
  public static SplitSlices none() {
    return NONE;
  }

  /**
   * Returns the names of the slices.
   *
   * @return each name once, in order
   */
  public List<String> names() {
    return values.stream().map(SliceReport::slice).distinct().toList();
  }

  /**
   * Returns the values of one slice.
   *
   * @param slice its name
   * @return its entries, in order
   */
  public List<SliceReport> of(String slice) {
    return values.stream().filter(value -> value.slice().equals(slice)).toList();
  }

  /**
   * Returns what is left out of a slice.
   *
   * @param slice its name
   * @return its cut, or null if nothing is
   */
  public SliceCut cutOf(String slice) {
    return cuts.stream().filter(cut -> cut.slice().equals(slice)).findFirst().orElse(null);
  }
}
