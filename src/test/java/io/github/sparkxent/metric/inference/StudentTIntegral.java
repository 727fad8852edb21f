// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.inference;

/**
 * Student's t by double-exponential quadrature of its density, no function of mathematics but exp
 * and log: the other way to the same numbers. Good to some 1e-14.
 */
public final class StudentTIntegral {
  private static final double STEP = 1.0 / 256;
  private static final int STEPS = 6 * 256;

  private StudentTIntegral() {}

  /** Returns the probability above t, which is not negative. */
  public static double above(double t, double degreesOfFreedom) {
    double whole = 2 * relativeIntegral(0, degreesOfFreedom);
    return StrictMath.exp(logOfShape(t, degreesOfFreedom))
        * relativeIntegral(t, degreesOfFreedom)
        / whole;
  }

  /** Returns the density at t, which is not negative. */
  public static double density(double t, double degreesOfFreedom) {
    double whole = 2 * relativeIntegral(0, degreesOfFreedom);
    return StrictMath.exp(logOfShape(t, degreesOfFreedom)) / whole;
  }

  /** Integrates the density above t, as a multiple of the density at t. */
  private static double relativeIntegral(double t, double degreesOfFreedom) {
    double sum = 0;
    double lost = 0;
    for (int i = -STEPS; i <= STEPS; i++) {
      double x = i * STEP;
      double beyond = StrictMath.exp(Math.PI / 2 * StrictMath.sinh(x));
      double term =
          StrictMath.exp(logOfRatio(t, beyond, degreesOfFreedom))
              * beyond
              * (Math.PI / 2 * StrictMath.cosh(x));
      if (Double.isNaN(term)) {
        continue; // 0 times infinity, far out.
      }
      double added = sum + term;
      lost += Math.abs(sum) >= term ? sum - added + term : term - added + sum;
      sum = added;
    }
    return (sum + lost) * STEP;
  }

  private static double logOfShape(double t, double degreesOfFreedom) {
    return -(degreesOfFreedom + 1) / 2 * StrictMath.log1p(t * t / degreesOfFreedom);
  }

  /** Returns the logarithm of density(t + beyond) / density(t), small differences kept. */
  private static double logOfRatio(double t, double beyond, double degreesOfFreedom) {
    double ratio = beyond * (2 * t + beyond) / (degreesOfFreedom + t * t);
    return -(degreesOfFreedom + 1) / 2 * StrictMath.log1p(ratio);
  }
}
