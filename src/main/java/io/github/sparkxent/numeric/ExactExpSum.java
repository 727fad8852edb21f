/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.numeric;

import java.math.BigInteger;

/** An interval around the sum of exp(z_j - z_k) over the classes other than the largest one. */
final class ExactExpSum {

  private static final Dyadic LEAST_EXPONENT = Dyadic.of(-(1L << 19));

  private final BigInteger value;
  private final BigInteger error;
  private final int bits;

  private ExactExpSum(BigInteger value, BigInteger error, int bits) {
    this.value = value;
    this.error = error;
    this.bits = bits;
  }

  /**
   * Returns the sum over all logits but one largest, masked ones left out.
   *
   * @param logits at least two of them finite
   * @param max the largest
   * @param relativeBits how many bits of the sum are wanted
   * @param lastShift the sum is cut off below {@code 2^-lastShift}
   */
  static ExactExpSum of(double[] logits, double max, int relativeBits, int lastShift) {
    double second = secondLargest(logits, max);
    int shift = (int) Math.min(lastShift, Math.max(0.0, (max - second) * 1.4427 - 1.0));
    int bits = relativeBits + shift;
    BigInteger sum = BigInteger.ZERO;
    boolean maxSeen = false;
    Dyadic largest = Dyadic.of(max);
    for (double logit : logits) {
      if (logit == max && !maxSeen) {
        maxSeen = true;
      } else if (logit > Double.NEGATIVE_INFINITY) {
        Dyadic difference = Dyadic.of(logit).minus(largest);
        if (difference.minus(LEAST_EXPONENT).signum() > 0) {
          sum = sum.add(FixedPoint.exp(difference, bits));
        }
      }
    }
    return new ExactExpSum(sum, BigInteger.valueOf(logits.length + 4L), bits);
  }

  private static double secondLargest(double[] logits, double max) {
    double second = Double.NEGATIVE_INFINITY;
    boolean maxSeen = false;
    for (double logit : logits) {
      if (logit == max && !maxSeen) {
        maxSeen = true;
      } else {
        second = Math.max(second, logit);
      }
    }
    return second;
  }

  /** The middle of the interval in units of {@code 2^-bits()}. */
  BigInteger value() {
    return value;
  }

  /** How far the sum, and the logarithm computed from it, may be from the truth, in such units. */
  BigInteger error() {
    return error;
  }

  int bits() {
    return bits;
  }
}
