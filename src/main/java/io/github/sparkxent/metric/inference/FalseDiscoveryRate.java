// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.inference;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The control of false discoveries among many tests by Benjamini and Hochberg.
 *
 * <p><b>Method.</b> With the m p-values in order, p(1) the least, the adjusted p(i) is the least of
 * m p(j) / j over j from i to m, and at most 1. Of those with an adjusted p of at most q, an
 * expected share of at most q is false, if the tests are independent or positively dependent.
 *
 * <p><b>Source.</b> Benjamini and Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x.
 */
public final class FalseDiscoveryRate {
  private FalseDiscoveryRate() {}

  /**
   * Returns the adjusted p-values of a family of tests.
   *
   * @param p the p-values, each from 0 to 1; not modified
   * @return as many adjusted ones in the same order
   * @throws IllegalArgumentException for a p-value outside 0 to 1
   */
  public static double[] adjusted(double[] p) {
    for (double one : p) {
      if (!(one >= 0 && one <= 1)) {
        throw new IllegalArgumentException("p is " + one + "; expected 0 to 1");
      }
    }
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double least = 1;
    for (int rank = p.length; rank >= 1; rank--) {
      int i = order[rank - 1];
      least = Math.min(least, p[i] * p.length / rank);
      adjusted[i] = least;
    }
    return adjusted;
  }
}
