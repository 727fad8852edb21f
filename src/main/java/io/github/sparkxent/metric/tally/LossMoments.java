// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.inference.StudentT;
import io.github.sparkxent.numeric.InformationMeasures;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;

/** The exact sums over all rows, and the statistics that are rounded from them. */
public final class LossMoments {
  /** The 0.975 quantile of the normal distribution. */
  private static final double NORMAL_975 = 1.959963984540054;

  private final long rowCount;
  private final long infiniteLossCount;

  /** Whether a row of infinite loss has r > 0. */
  private final boolean infinite;

  /** Of loss and loss^2 over the rows of finite loss. */
  private ExactRational loss;

  private ExactRational square;

  /** Of r * loss, its square, and omega * r * loss; rows of infinite loss left out. */
  private ExactRational product;

  private ExactRational productSquare;
  private ExactRational productTimesWeight;

  /** Of omega and omega^2, over all rows. */
  private ExactRational weight;

  private ExactRational weightSquare;

  /** Of omega, over the rows of finite loss. */
  private ExactRational finiteWeight;

  /** Adds up the sums of unweighted and of weighted rows, these null if there are none. */
  public LossMoments(LossSums unweighted, WeightedLossSums weighted) {
    loss = unweighted.loss().exactValue();
    square = unweighted.square().exactValue();
    product = loss;
    productSquare = square;
    productTimesWeight = loss;
    weight = ExactRational.of(unweighted.rows());
    weightSquare = weight;
    finiteWeight = ExactRational.of(unweighted.rows() - unweighted.infiniteRows());
    if (weighted == null) {
      rowCount = unweighted.rows();
      infiniteLossCount = unweighted.infiniteRows();
      infinite = infiniteLossCount > 0;
    } else {
      rowCount = unweighted.rows() + weighted.rows().rows();
      infiniteLossCount = unweighted.infiniteRows() + weighted.rows().infiniteRows();
      infinite = unweighted.infiniteRows() + weighted.infiniteRowsThatCount() > 0;
      include(weighted);
    }
  }

  private void include(WeightedLossSums weighted) {
    loss = plus(loss, weighted.rows().loss());
    square = plus(square, weighted.rows().square());
    product = plus(product, weighted.product());
    productSquare = plus(productSquare, weighted.productSquare());
    productTimesWeight = plus(productTimesWeight, weighted.productTimesWeight());
    weight = plus(weight, weighted.weight());
    weightSquare = plus(weightSquare, weighted.weightSquare());
    finiteWeight =
        plus(finiteWeight, weighted.weight()).minus(weighted.infiniteWeight().exactValue());
  }

  private static ExactRational plus(ExactRational number, ExactSum sum) {
    return number.plus(sum.exactValue());
  }

  /** Returns the number of rows. */
  public long rowCount() {
    return rowCount;
  }

  /** Returns the number of rows of infinite loss. */
  public long infiniteLossCount() {
    return infiniteLossCount;
  }

  /**
   * Returns the statistics, given the smallest and the largest loss, and the moments by clusters of
   * the rows for the error and the interval, null without clusters.
   */
  public LossSummary summary(Double min, Double max, MeanMoments clusters) {
    Double mean = mean();
    Double standardError = standardError(clusters);
    Double margin = standardError == null ? null : quantile(clusters) * standardError;
    return new LossSummary(
        rowCount,
        weight.doubleValue(),
        infinite ? Double.POSITIVE_INFINITY : product.doubleValue(),
        mean,
        standardDeviation(),
        standardError,
        margin == null ? null : (Double) (mean - margin),
        margin == null ? null : (Double) (mean + margin),
        min,
        max,
        infiniteLossCount,
        product.doubleValue(),
        finiteWeight.signum() == 0 ? null : product.dividedBy(finiteWeight).doubleValue(),
        mean == null ? null : InformationMeasures.perplexity(mean));
  }

  private static double quantile(MeanMoments clusters) {
    return clusters == null ? NORMAL_975 : StudentT.quantile(0.975, clusters.units() - 1);
  }

  /** Returns the weighted mean; null if the weights sum to 0. */
  public Double mean() {
    if (weight.signum() == 0) {
      return null;
    }
    return infinite ? Double.POSITIVE_INFINITY : product.dividedBy(weight).doubleValue();
  }

  /** The root of (S2 - S1^2 / n) / (n - 1). */
  private Double standardDeviation() {
    if (rowCount < 2) {
      return null;
    }
    if (infiniteLossCount > 0) {
      return Double.NaN;
    }
    ExactRational n = ExactRational.of(rowCount);
    ExactRational deviations = square.minus(loss.times(loss).dividedBy(n));
    return deviations.dividedBy(ExactRational.of(rowCount - 1)).squareRoot();
  }

  /** Returns the standard error by rows, or by the clusters of these if there are any. */
  private Double standardError(MeanMoments clusters) {
    MeanMoments moments =
        clusters == null
            ? new MeanMoments(
                rowCount, product, productSquare, productTimesWeight, weight, weightSquare)
            : clusters;
    if (infinite && moments.hasError()) {
      return Double.NaN;
    }
    return moments.standardError();
  }
}
