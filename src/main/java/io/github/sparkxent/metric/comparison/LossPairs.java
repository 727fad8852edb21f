// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.comparison;

import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.PairedDifference;
import io.github.sparkxent.metric.cluster.Clusters;
import io.github.sparkxent.metric.tally.LossRange;
import io.github.sparkxent.metric.tally.LossSums;
import io.github.sparkxent.metric.tally.MeanMoments;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.metric.tally.WeightedLossSums;
import io.github.sparkxent.numeric.InformationMeasures;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.LabelWeight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The values of candidate and baseline that some rows have, of which the smaller is the better one:
 * losses, or Brier scores.
 *
 * <p>The sums over d, candidate minus baseline, are those that a mean loss has. A row with an
 * infinite value on a side has no d and counts as one of infinite loss does.
 */
public final class LossPairs {
  private final LossSums unweighted = new LossSums();

  /** Null until a weighted row comes. */
  private WeightedLossSums weighted;

  private final Side candidate = new Side();
  private final Side baseline = new Side();
  private long better;
  private long worse;

  /** The values of a side. */
  private static final class Side {
    /** Of r * value, over the rows where that is finite. */
    private final ExactSum product = new ExactSum();

    /** Rows of an infinite value that have r > 0. */
    private long infiniteRows;

    void add(double value, double r) {
      if (value == Double.POSITIVE_INFINITY) {
        infiniteRows += r > 0 ? 1 : 0;
      } else if (r == 1) {
        product.add(value);
      } else {
        product.addProduct(r, value);
      }
    }

    void merge(Side other) {
      product.add(other.product);
      infiniteRows += other.infiniteRows;
    }

    Double mean(ExactRational weight) {
      Double finite = Differences.quotient(product.exactValue(), weight);
      return finite == null || infiniteRows == 0 ? finite : (Double) Double.POSITIVE_INFINITY;
    }

    void writeTo(DataOutput out) throws IOException {
      product.writeTo(out);
      BinaryForm.writeCount(out, infiniteRows);
    }

    void readFrom(DataInput in, String name) throws IOException {
      product.add(StateForm.readFinite(in, name));
      infiniteRows = BinaryForm.readCount(in, name);
    }
  }

  /** Adds a row of the weights r and omega = r * w. */
  public void add(double ofCandidate, double ofBaseline, double r, LabelWeight w) {
    double difference = ofCandidate - ofBaseline;
    double d = Double.isFinite(difference) ? difference : Double.POSITIVE_INFINITY;
    if (r == 1 && w.isOne()) {
      unweighted.add(d);
    } else {
      weighted().add(d, r, w);
    }
    candidate.add(ofCandidate, r);
    baseline.add(ofBaseline, r);
    better += ofCandidate < ofBaseline ? 1 : 0;
    worse += ofCandidate > ofBaseline ? 1 : 0;
  }

  /**
   * Adds a number of rows of r = w = 1 and finite values, which stand from an index on, given their
   * differences, which stand from 0 on.
   */
  void addUnits(
      double[] ofCandidate, double[] ofBaseline, int from, double[] differences, int count) {
    unweighted.add(differences, 0, count);
    candidate.product.add(ofCandidate, from, from + count);
    baseline.product.add(ofBaseline, from, from + count);
    int less = 0;
    int more = 0;
    for (int i = 0; i < count; i++) {
      less += differences[i] < 0 ? 1 : 0;
      more += differences[i] > 0 ? 1 : 0;
    }
    better += less;
    worse += more;
  }

  /** Adds the rows of one label from a table. */
  void addUnits(UnitPairs units, int label) {
    unweighted.add(units.rows(label), units.differences(label), units.squares(label));
    candidate.product.add(units.candidate(label));
    baseline.product.add(units.baseline(label));
    better += units.better(label);
    worse += units.worse(label);
  }

  private WeightedLossSums weighted() {
    if (weighted == null) {
      weighted = new WeightedLossSums();
    }
    return weighted;
  }

  /** Adds all rows of others. */
  public void merge(LossPairs other) {
    unweighted.merge(other.unweighted);
    if (other.weighted != null) {
      weighted().merge(other.weighted);
    }
    candidate.merge(other.candidate);
    baseline.merge(other.baseline);
    better += other.better;
    worse += other.worse;
  }

  /** Returns how many rows there are. */
  public long rows() {
    return unweighted.rows() + (weighted == null ? 0 : weighted.rows().rows());
  }

  /** Returns how many of them have an infinite value on a side. */
  public long infiniteRows() {
    return unweighted.infiniteRows() + (weighted == null ? 0 : weighted.rows().infiniteRows());
  }

  private boolean isInfinite() {
    return unweighted.infiniteRows() > 0
        || (weighted != null && weighted.infiniteRowsThatCount() > 0);
  }

  /** Returns the sum of omega. */
  private ExactRational weight() {
    ExactRational ones = ExactRational.of(unweighted.rows());
    return weighted == null ? ones : ones.plus(weighted.weight().exactValue());
  }

  /**
   * Returns the statistics of the baseline's losses that these sums know, null for the others.
   *
   * @param range the smallest and the largest of them
   * @param infiniteLosses how many of them are infinite, whatever their weights
   */
  public LossSummary baselineSummary(LossRange range, long infiniteLosses) {
    Double mean = baseline.mean(weight());
    double finiteSum = baseline.product.value();
    return new LossSummary(
        rows(),
        weight().doubleValue(),
        baseline.infiniteRows > 0 ? Double.POSITIVE_INFINITY : finiteSum,
        mean,
        null,
        null,
        null,
        null,
        range.min(),
        range.max(),
        infiniteLosses,
        finiteSum,
        infiniteLosses > 0 ? null : mean,
        mean == null ? null : InformationMeasures.perplexity(mean));
  }

  /** Returns how the sides differ, with a standard error by clusters if there are any. */
  public PairedDifference difference(Clusters clusters, int figure) {
    ExactRational weight = weight();
    return Differences.of(
        baseline.mean(weight),
        candidate.mean(weight),
        isInfinite() ? null : Differences.moments(moments(), clusters, figure),
        better,
        worse,
        rows() - better - worse);
  }

  private MeanMoments moments() {
    ExactRational d = unweighted.loss().exactValue();
    ExactRational square = unweighted.square().exactValue();
    ExactRational ones = ExactRational.of(unweighted.rows());
    if (weighted == null) {
      return new MeanMoments(rows(), d, square, d, ones, ones);
    }
    return new MeanMoments(
        rows(),
        d.plus(weighted.product().exactValue()),
        square.plus(weighted.productSquare().exactValue()),
        d.plus(weighted.productTimesWeight().exactValue()),
        ones.plus(weighted.weight().exactValue()),
        ones.plus(weighted.weightSquare().exactValue()));
  }

  /**
   * Writes the sums over d, as a loss has them, a flag between those without and with weights; for
   * the candidate and then the baseline the sum of r * value and the number of rows of an infinite
   * value with r > 0; the rows that are better and worse.
   */
  public void writeTo(DataOutput out) throws IOException {
    unweighted.writeTo(out);
    out.writeByte(weighted == null ? 0 : 1);
    if (weighted != null) {
      weighted.writeTo(out);
    }
    candidate.writeTo(out);
    baseline.writeTo(out);
    BinaryForm.writeCount(out, better);
    BinaryForm.writeCount(out, worse);
  }

  /** Reads, into this state without rows, what another has written. */
  public void readFrom(DataInput in, String name) throws IOException {
    unweighted.readFrom(in, name);
    if (StateForm.readFlag(in, name)) {
      weighted().readFrom(in, name);
    }
    candidate.readFrom(in, name);
    baseline.readFrom(in, name);
    better = BinaryForm.readCount(in, name);
    worse = BinaryForm.readCount(in, name);
    long infinite = Math.max(candidate.infiniteRows, baseline.infiniteRows);
    if (better + worse < 0 || better + worse > rows() || infinite > infiniteRows()) {
      throw BinaryForm.damaged(name, "its numbers of compared rows are impossible");
    }
  }
}
