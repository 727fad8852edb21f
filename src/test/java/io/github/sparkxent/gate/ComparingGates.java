// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

/** Gates that compare with a baseline, without what gates on trends have. */
final class ComparingGates {
  private ComparingGates() {}

  /** A gate on a whole split. */
  static Gate requiring(String split, String metric, Gate.Require require, Double margin) {
    return of(split, null, null, null, null, null, null, metric, require, margin, null, null, null);
  }

  /** A gate on many parts. */
  static Gate failingOnWorse(
      String split,
      String slice,
      String value,
      String label,
      String metric,
      Long minRows,
      Gate.Inconclusive then) {
    return of(
        split,
        slice,
        value,
        label,
        null,
        null,
        null,
        metric,
        null,
        null,
        Gate.FailOn.WORSE,
        minRows,
        then);
  }

  /** Any gate, right or wrong. */
  static Gate of(
      String split,
      String slice,
      String value,
      String label,
      String metric,
      Double max,
      Double min,
      String compare,
      Gate.Require require,
      Double margin,
      Gate.FailOn failOn,
      Long minRows,
      Gate.Inconclusive inconclusive) {
    return new Gate(
        split,
        slice,
        value,
        label,
        metric,
        max,
        min,
        compare,
        require,
        margin,
        failOn,
        null,
        null,
        null,
        null,
        minRows,
        inconclusive);
  }
}
