// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.numeric.kernel.Coefficients;

/**
 * The sums of coefficients q_c and of q_c times a number a class, times {@link
 * Coefficients#divisor}, exactly.
 *
 * <p>They are split into sums of products of up to three doubles, w p, w p z, w and w z, which
 * {@link ExactSum} adds up in a few nanoseconds each, for all exponents.
 */
public final class ExactCoefficients {

  private final Coefficients coefficients;
  private final ExactSum labelled = new ExactSum();
  private final ExactSum labelledProducts = new ExactSum();
  private final ExactSum all = new ExactSum();
  private final ExactSum allProducts = new ExactSum();

  /** Begins with no class. */
  public ExactCoefficients(Coefficients coefficients) {
    this.coefficients = coefficients;
  }

  /** Adds the coefficient of a class, and that times a number; all must be finite. */
  public void add(int c, double number) {
    double weight = coefficients.weight(c);
    double label = coefficients.label(c);
    if (label != 0.0) {
      add(labelled, labelledProducts, weight, label, number);
    }
    if (coefficients.isSmoothed()) {
      add(all, allProducts, weight, 1.0, number);
    }
  }

  private static void add(
      ExactSum mass, ExactSum products, double weight, double label, double number) {
    if (weight == 1.0 || label == 1.0) {
      mass.add(weight * label);
      products.addProduct(weight * label, number);
    } else {
      mass.addProduct(weight, label);
      products.addProduct(weight, label, number);
    }
  }

  /** The sum of the coefficients. */
  ExactRational mass() {
    return coefficients.mixed(labelled.exactValue(), all.exactValue());
  }

  /** The sum of the products. */
  public ExactRational products() {
    return coefficients.mixed(labelledProducts.exactValue(), allProducts.exactValue());
  }
}
