// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.metric.HistogramBin;
import java.util.ArrayList;
import java.util.List;

/**
 * The histogram of the finite losses of a split, from the bins of its sketch.
 *
 * <p><b>Method.</b> Groups of 35, 5 or 1 bins of the sketch are joined, to a factor of two, of
 * about 1.1 or of about 1.02. The finest of these is used that needs at most 40 bins from the first
 * percentile of the losses above 0 up to the largest one. One more bin, from 0, has the losses
 * below and the zeros; another one, up to 0, has negative losses. Bins of a factor of two end at
 * powers of two. Nothing is counted again: all counts are exact, and each row counts once, whatever
 * its weight.
 */
public final class LossHistogram {
  private static final int MOST = 40;
  private static final int[] JOINED = {1, 5, LogarithmicBins.PER_OCTAVE};

  private LossHistogram() {}

  /**
   * Returns the histogram.
   *
   * @param positive the losses above 0
   * @param negatives how many are below 0
   * @param zeros how many are 0
   * @param min the smallest loss, null without losses
   * @return neighbouring bins from low to high; none without a finite loss
   */
  public static List<HistogramBin> of(BinCounts positive, long negatives, long zeros, Double min) {
    List<HistogramBin> bins = new ArrayList<>();
    if (negatives > 0) {
      bins.add(new HistogramBin(min, 0, negatives));
    }
    int[] used = positive.bins();
    if (used.length == 0) {
      if (zeros > 0) {
        bins.add(new HistogramBin(0, Double.MIN_VALUE, zeros));
      }
      return bins;
    }
    int low = positive.binOfRank((positive.total() - 1) / 100);
    int high = used[used.length - 1];
    int joined = JOINED[JOINED.length - 1];
    for (int i = JOINED.length - 1; i >= 0; i--) {
      if (Math.floorDiv(high, JOINED[i]) - Math.floorDiv(low, JOINED[i]) < MOST) {
        joined = JOINED[i];
      }
    }
    int last = Math.floorDiv(high, joined);
    int first = Math.max(Math.floorDiv(low, joined), last - MOST + 1);
    long[] counts = new long[last - first + 1];
    long below = zeros;
    for (int bin : used) {
      int place = Math.floorDiv(bin, joined) - first;
      if (place < 0) {
        below += positive.count(bin);
      } else {
        counts[place] += positive.count(bin);
      }
    }
    if (below > 0) {
      bins.add(new HistogramBin(0, LogarithmicBins.lower(first * joined), below));
    }
    for (int i = 0; i < counts.length; i++) {
      double lower = LogarithmicBins.lower((first + i) * joined);
      bins.add(new HistogramBin(lower, LogarithmicBins.lower((first + i + 1) * joined), counts[i]));
    }
    return bins;
  }
}
