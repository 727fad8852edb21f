// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

/** Logits whose kernel is fixed, for the tests of what is made of them. */
public final class LogitsOfKernel {

  private LogitsOfKernel() {}

  public static Logits scalar() {
    return new Logits(new KernelChoice(Long.MAX_VALUE));
  }

  /** Those of the vector kernel from the first row on, where there is one. */
  public static Logits vectors() {
    return new Logits(new KernelChoice(0));
  }
}
