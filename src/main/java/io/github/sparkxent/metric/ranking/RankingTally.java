// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

import io.github.sparkxent.metric.tally.WeightTally;
import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The rows of two labels by their score: what all figures of a ranking follow from.
 *
 * <p><b>Size.</b> Bounded by the 65,536 bins of each label: four bytes a bin in pages of 32 that
 * are in use, at most half a megabyte, for the logits of a usual model some 30 kB; rows of weights
 * other than 1 take an exact sum a bin, some 250 bytes, at most 30 MB. In the binary form two or
 * three bytes a bin that has rows.
 */
public final class RankingTally {
  private final double cut;
  private final BinWeights negatives = new BinWeights();
  private final BinWeights positives = new BinWeights();
  private final WeightTally predictedNegatives = new WeightTally();
  private final WeightTally predictedPositives = new WeightTally();

  /**
   * Creates the tally of no rows.
   *
   * @param options where rows are predicted to be of class 1
   */
  public RankingTally(RankingOptions options) {
    cut = options.cut();
  }

  /**
   * Adds a row.
   *
   * @param label 0 or 1
   * @param score how much speaks for class 1
   * @param r its weight, 0 or more
   * @throws IllegalArgumentException if the score is NaN
   */
  public void add(int label, double score, double r) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("the score of a row is NaN");
    }
    boolean isPositive = label == 1;
    (isPositive ? positives : negatives).add(ScoreBins.of(score), r);
    if (score > cut) {
      (isPositive ? predictedPositives : predictedNegatives).add(r);
    }
  }

  /** Adds all rows of another tally of the same options. */
  public void merge(RankingTally other) {
    negatives.merge(other.negatives);
    positives.merge(other.positives);
    predictedNegatives.merge(other.predictedNegatives);
    predictedPositives.merge(other.predictedPositives);
  }

  /** Returns the figures. */
  public RankingSummary summary() {
    RankedBins bins = RankedBins.of(positives, negatives);
    ThresholdSummary atCut =
        ThresholdSummary.of(
            predictedPositives.weight(),
            predictedNegatives.weight(),
            bins.positiveWeight(),
            bins.negativeWeight());
    return bins.hasBothLabels() ? RankingSummary.of(bins, atCut) : RankingSummary.undefined(atCut);
  }

  /** Writes the bins of label 0 and of label 1, then the rows of each above the threshold. */
  public void writeTo(DataOutput out) throws IOException {
    negatives.writeTo(out);
    positives.writeTo(out);
    predictedNegatives.writeTo(out);
    predictedPositives.writeTo(out);
  }

  /** Reads, into this tally without rows, what one of the same options has written. */
  public void readFrom(DataInput in, String name) throws IOException {
    negatives.readFrom(in, name);
    positives.readFrom(in, name);
    predictedNegatives.readFrom(in, name);
    predictedPositives.readFrom(in, name);
    if (predictedNegatives.rows() > negatives.rows()
        || predictedPositives.rows() > positives.rows()) {
      throw BinaryForm.damaged(name, "more rows are above the threshold than there are");
    }
  }
}
