// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.exact.Dyadic;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.numeric.kernel.Logits;

/**
 * The sums of q_c (z_k - z_c) and of q_c = w_c ((1 - e) p_c + e / C) over the classes of a row,
 * times C, exactly.
 *
 * <p>They are taken apart into sums of products of up to three doubles, w p, w p z, w and w z,
 * which {@link ExactSum} adds up at a few nanoseconds each whatever their exponents are.
 */
final class ExactCoefficients {

  private final Logits row;
  private final double[] weights;
  private final Dyadic smoothing;

  /** C (1 - e). */
  private final Dyadic kept;

  private final ExactSum labelled = new ExactSum();
  private final ExactSum labelledLogits = new ExactSum();
  private final ExactSum all = new ExactSum();
  private final ExactSum allLogits = new ExactSum();
  private final boolean isOnlyOneUnmasked;
  private double infinite = 0.0;

  ExactCoefficients(Logits row, LossOptions options) {
    this.row = row;
    isOnlyOneUnmasked = row.secondLargest() == Double.NEGATIVE_INFINITY;
    weights = options.sharedClassWeights();
    smoothing = Dyadic.of(options.labelSmoothing());
    kept = Dyadic.ONE.minus(smoothing).times(Dyadic.of((long) row.classes()));
  }

  /** Adds the coefficients of label masses. */
  void add(double[] labels) {
    for (int c = 0; c < row.classes(); c++) {
      double weight = weights == null ? 1.0 : weights[c];
      double label = kept.signum() == 0 ? 0.0 : labels[c];
      if (weight == 0.0 || (label == 0.0 && smoothing.signum() == 0)) {
        continue;
      }
      if (!Double.isFinite(label) || Double.isNaN(weight)) {
        addInfinite(label * weight, c);
      } else if (row.logit(c) == Double.NEGATIVE_INFINITY) {
        addMasked(label, c);
      } else {
        add(weight, label, row.logit(c));
      }
    }
  }

  private void add(double weight, double label, double logit) {
    if (label != 0.0) {
      addTo(labelled, labelledLogits, weight, label, logit);
    }
    if (smoothing.signum() != 0) {
      addTo(all, allLogits, weight, 1.0, logit);
    }
  }

  private static void addTo(
      ExactSum mass, ExactSum products, double weight, double label, double logit) {
    if (weight == 1.0 || label == 1.0) {
      mass.add(weight * label);
      products.addProduct(weight * label, logit);
    } else {
      mass.addProduct(weight, label);
      products.addProduct(weight, label, logit);
    }
  }

  private void addMasked(double label, int c) {
    int sign = label >= 0.0 ? 1 : kept.times(Dyadic.of(label)).plus(smoothing).signum();
    if (sign != 0) {
      addInfinite(sign, c);
    }
  }

  /**
   * Adds coefficient times the infinite or, for an infinite coefficient, positive gap of a class.
   */
  private void addInfinite(double coefficient, int c) {
    infinite +=
        isOnlyOneUnmasked && row.logit(c) == row.max()
            ? Double.NaN
            : coefficient * Double.POSITIVE_INFINITY;
  }

  /** What the loss is because of masked classes and infinite labels; 0 if the sums decide. */
  double infinite() {
    return infinite;
  }

  /** C times the sum of the coefficients. */
  Dyadic mass() {
    return mixed(labelled, all);
  }

  /** C times the sum of the products of coefficients and gaps. */
  Dyadic gaps() {
    return mass().times(Dyadic.of(row.max())).minus(mixed(labelledLogits, allLogits));
  }

  private Dyadic mixed(ExactSum ofLabels, ExactSum ofAll) {
    return kept.times(exact(ofLabels)).plus(smoothing.times(exact(ofAll)));
  }

  private static Dyadic exact(ExactSum sum) {
    ExactRational value = sum.exactValue();
    return new Dyadic(value.significand(), value.exponent());
  }
}
