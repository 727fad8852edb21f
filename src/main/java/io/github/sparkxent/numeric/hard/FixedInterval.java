// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import java.math.BigInteger;

/** What a number is known to be: value give or take error, both in units of 2^-bits. */
record FixedInterval(BigInteger value, BigInteger error, int bits) {

  BigInteger least() {
    return value.subtract(error).max(BigInteger.ZERO);
  }

  BigInteger most() {
    return value.add(error);
  }

  /** The interval of 1 more. */
  FixedInterval plusOne() {
    return new FixedInterval(BigInteger.ONE.shiftLeft(bits).add(value), error, bits);
  }
}
