// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** What is equal to another of its class if its canonical binary form is. Not thread-safe. */
abstract class State {
  /** Writes the binary form. */
  abstract void writeTo(DataOutput out) throws IOException;

  @Override
  public final boolean equals(Object other) {
    return other instanceof State that
        && getClass() == that.getClass()
        && Arrays.equals(bytes(), that.bytes());
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(bytes());
  }

  final byte[] bytes() {
    return BinaryForm.toByteArray(this::writeTo);
  }
}
