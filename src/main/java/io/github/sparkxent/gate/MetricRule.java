// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.report.Verdict;

/** A rule on the value of a metric: what can be judged of it. */
interface MetricRule extends PartRule {
  @Override
  default Verdict ofUnknown(JudgedPart part) {
    if (part.absent() != null) {
      return ofAbsent(part);
    }
    String metric = gate().metric();
    long rows = part.rows();
    if (!part.metrics().contains(metric)) {
      return part.hasTooFewRows() && part.ofSplit().contains(metric)
          ? unknown(
              part,
              null,
              Gates.rows(rows) + ", too few for " + metric + " (metrics.min_slice_rows)")
          : failed(
              part,
              "no metric '" + metric + "'; " + Gates.there("metrics", part.metrics().names()));
    }
    Number number = part.metrics().value(metric);
    Double value = number == null ? null : (Double) number.doubleValue();
    if (rows < gate().minRows()) {
      return unknown(part, value, Gates.rows(rows) + ", fewer than min_rows " + gate().minRows());
    }
    return value == null
        ? failed(part, metric + " is undefined for " + rows + " evaluated rows")
        : null;
  }

  /** Returns the value of a part that can be judged. */
  default double value(JudgedPart part) {
    return part.metrics().value(gate().metric()).doubleValue();
  }
}
