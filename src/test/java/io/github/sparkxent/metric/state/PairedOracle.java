// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The difference of two means and its standard error, by the definition to 80 digits, rounded. */
final class PairedOracle {
  private static final MathContext DIGITS = new MathContext(80);

  /** By row, or by cluster: the sum of r d, and that of omega. */
  private final List<BigDecimal[]> units = new ArrayList<>();

  /**
   * Takes the difference, or another figure, of each row.
   *
   * @param omega whether the weight is r * w, else r
   * @param byCluster whether clusters are the units
   */
  PairedOracle(
      List<RowColumns> rows,
      ToDoubleFunction<RowColumns> difference,
      boolean omega,
      boolean byCluster) {
    Map<String, BigDecimal[]> clusters = new HashMap<>();
    for (RowColumns row : rows) {
      BigDecimal r = new BigDecimal(row.weights[0]);
      LabelWeight w = row.labelWeights[0];
      double d = difference.applyAsDouble(row);
      BigDecimal product = r.multiply(new BigDecimal(Double.isFinite(d) ? d : 0));
      BigDecimal weight = omega ? r.multiply(new BigDecimal(w.nearest())) : r;
      if (!byCluster) {
        units.add(new BigDecimal[] {product, weight});
        continue;
      }
      BigDecimal[] sums =
          clusters.computeIfAbsent(
              Objects.toString(row.clusters[0]),
              key -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
      sums[0] = sums[0].add(product);
      sums[1] = sums[1].add(weight);
    }
    units.addAll(clusters.values());
  }

  private BigDecimal sum(int which) {
    return units.stream().map(unit -> unit[which]).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal exactMean() {
    return sum(0).divide(sum(1), DIGITS);
  }

  double mean() {
    return exactMean().doubleValue();
  }

  double standardError() {
    BigDecimal mean = exactMean();
    BigDecimal squares = BigDecimal.ZERO;
    for (BigDecimal[] unit : units) {
      squares = squares.add(unit[0].subtract(mean.multiply(unit[1])).pow(2));
    }
    BigDecimal n = BigDecimal.valueOf(units.size());
    BigDecimal square =
        squares.multiply(n).divide(n.subtract(BigDecimal.ONE).multiply(sum(1).pow(2)), DIGITS);
    return StrictMath.sqrt(square.doubleValue());
  }

  long degreesOfFreedom() {
    return units.size() - 1;
  }
}
