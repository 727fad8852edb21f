// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.scan;

/** Why the scan does not read an input: the message, which follows <i>not the scan</i>. */
final class NotScanned extends Exception {
  private static final long serialVersionUID = 1L;

  NotScanned(String reason, Object... values) {
    super(reason.formatted(values), null, false, false);
  }
}
