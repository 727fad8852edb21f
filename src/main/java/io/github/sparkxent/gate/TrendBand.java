// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import java.math.BigDecimal;
import java.util.List;

/**
 * The band in which a value is like those before it.
 *
 * <p><b>Method.</b> The median of the earlier values, and around it {@code trend} times the larger
 * of their spread and the standard error of the value that is judged. The spread is 1.4826 times
 * the median of their distances from their median, which is the standard deviation where values are
 * normal; one wild value among many moves neither median.
 *
 * <p><b>Accuracy.</b> Exact in the decimals in which a report shows doubles, then rounded once for
 * each limit.
 *
 * <p><b>Source.</b> Rousseeuw and Croux (1993), doi:10.1080/01621459.1993.10476408.
 *
 * @param median the median of the earlier values
 * @param low the least value that is like them
 * @param high the greatest one
 */
public record TrendBand(double median, double low, double high) {
  private static final BigDecimal TO_DEVIATION = new BigDecimal("1.4826");
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /**
   * Returns the band of some values.
   *
   * @param values the earlier values, finite, one or more, in any order
   * @param trend how many spreads it reaches to each side, finite
   * @param stderr the standard error of the value that is judged, finite; 0 if it is not known
   * @return the band
   */
  public static TrendBand of(List<Double> values, double trend, double stderr) {
    List<BigDecimal> decimals = values.stream().map(BigDecimal::valueOf).sorted().toList();
    BigDecimal median = median(decimals);
    BigDecimal spread =
        median(decimals.stream().map(one -> one.subtract(median).abs()).sorted().toList())
            .multiply(TO_DEVIATION)
            .max(BigDecimal.valueOf(stderr));
    BigDecimal reach = spread.multiply(BigDecimal.valueOf(trend));
    return new TrendBand(
        median.doubleValue(),
        median.subtract(reach).doubleValue(),
        median.add(reach).doubleValue());
  }

  private static BigDecimal median(List<BigDecimal> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : sorted.get(middle - 1).add(sorted.get(middle)).multiply(HALF);
  }
}
