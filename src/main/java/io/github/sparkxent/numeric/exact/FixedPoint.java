// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import java.math.BigInteger;

/**
 * Elementary functions in fixed point: a value v stands for the integer {@code v * 2^bits}. They
 * are as slow and as precise as requested. They serve the rows that are too hard for the two-word
 * arithmetic, and compute its tables.
 */
public final class FixedPoint {

  private static final int GUARD_BITS = 48;
  private static final int HALVINGS = 12;

  private FixedPoint() {}

  private record Ln2(BigInteger value, int bits) {
    static Ln2 of(int bits) {
      int work = bits + GUARD_BITS;
      return new Ln2(twiceArtanhOfInverse(3, work).shiftRight(GUARD_BITS), bits);
    }
  }

  /** The logarithm of 2 to the most bits that were needed so far. */
  private static volatile Ln2 ln2 = Ln2.of(512);

  /** The natural logarithm of 2, with an error below 2 units: 2 atanh(1/3). */
  public static BigInteger ln2(int bits) {
    Ln2 known = ln2;
    if (known.bits < bits) {
      known = Ln2.of(bits);
      ln2 = known;
    }
    return known.value.shiftRight(known.bits - bits);
  }

  /**
   * 2 atanh(1/n) = log((n + 1) / (n - 1)) for n of at least 3; the error is below one unit a term.
   */
  public static BigInteger twiceArtanhOfInverse(int n, int bits) {
    BigInteger square = BigInteger.valueOf((long) n * n);
    BigInteger power = BigInteger.TWO.shiftLeft(bits).divide(BigInteger.valueOf(n));
    BigInteger sum = BigInteger.ZERO;
    for (int k = 1; power.signum() != 0; k += 2) {
      sum = sum.add(power.divide(BigInteger.valueOf(k)));
      power = power.divide(square);
    }
    return sum;
  }

  /** exp(x) for x of at most 1 and above -2^20, with an error below 1 unit. */
  public static BigInteger exp(ExactRational x, int bits) {
    return exp(x, bits, 0);
  }

  /**
   * exp(x) in units of 2^-(bits + shift), to about the given number of bits, where 2^shift exp(x)
   * is at most 4. The error is below 1 unit.
   */
  public static BigInteger exp(ExactRational x, int bits, int shift) {
    int work = bits + GUARD_BITS;
    BigInteger ln2 = ln2(work + 24);
    BigInteger wide = x.toFixed(work + 24);
    BigInteger halves = wide.shiftLeft(1).divide(ln2);
    int octave = halves.add(BigInteger.ONE).shiftRight(1).intValueExact();
    BigInteger rest = wide.subtract(ln2.multiply(BigInteger.valueOf(octave))).shiftRight(24);
    return expOfRest(rest, work).shiftRight(GUARD_BITS - octave - shift);
  }

  /** exp(rest) for rest in [-0.7, 0.7]: Taylor's series of rest / 2^12, then twelve squarings. */
  private static BigInteger expOfRest(BigInteger rest, int work) {
    BigInteger small = rest.shiftRight(HALVINGS);
    BigInteger sum = BigInteger.ONE.shiftLeft(work);
    BigInteger term = sum;
    for (int k = 1; ; k++) {
      term = term.multiply(small).divide(BigInteger.valueOf(k)).shiftRight(work);
      if (term.signum() == 0 || term.equals(BigInteger.ONE.negate())) {
        break;
      }
      sum = sum.add(term);
    }
    for (int i = 0; i < HALVINGS; i++) {
      sum = sum.multiply(sum).shiftRight(work);
    }
    return sum;
  }

  /** log(1 + s) for s of 0 or above, given and returned in units of 2^-bits; error below 1 unit. */
  public static BigInteger log1p(BigInteger s, int bits) {
    int work = bits + GUARD_BITS;
    BigInteger one = BigInteger.ONE.shiftLeft(work);
    BigInteger value = s.shiftLeft(GUARD_BITS).add(one);
    // A first guess from the leading bits; the rest is a small number with a short series.
    int drop = Math.max(0, s.bitLength() - 60);
    double guess =
        StrictMath.log1p(Math.scalb((double) s.shiftRight(drop).longValue(), drop - bits));
    if (guess < 0x1p-20) {
      return log1pSeries(value.subtract(one), work).shiftRight(GUARD_BITS);
    }
    ExactRational start = ExactRational.of(guess);
    BigInteger ratio = value.multiply(exp(start.negate(), work)).shiftRight(work);
    BigInteger rest = log1pSeries(ratio.subtract(one), work);
    return start.toFixed(work).add(rest).shiftRight(GUARD_BITS);
  }

  /** The same for an s near to 0, which may be below it; the error is below one unit a term. */
  public static BigInteger log1pSeries(BigInteger x, int work) {
    BigInteger sum = BigInteger.ZERO;
    BigInteger power = x;
    for (int k = 1; power.signum() != 0 && !power.equals(BigInteger.ONE.negate()); k++) {
      BigInteger term = power.divide(BigInteger.valueOf(k));
      sum = (k & 1) == 1 ? sum.add(term) : sum.subtract(term);
      power = power.multiply(x).shiftRight(work);
    }
    return sum;
  }
}
