// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the ranking of rows of two classes has.
 *
 * @param cut the score above which a row is predicted to be of class 1; not NaN
 */
public record RankingOptions(double cut) {
  /**
   * Refuses a cut that is NaN.
   *
   * @throws IllegalArgumentException if it is
   */
  public RankingOptions {
    if (Double.isNaN(cut)) {
      throw new IllegalArgumentException("the cut of scores is NaN");
    }
    cut += 0.0; // no -0.0
  }

  /** Writes the binary form. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeDouble(cut);
  }

  /** Reads the binary form. */
  public static RankingOptions readFrom(DataInput in, String name) throws IOException {
    double cut = in.readDouble();
    if (Double.isNaN(cut)) {
      throw BinaryForm.damaged(name, "the cut of scores is NaN");
    }
    return new RankingOptions(cut);
  }
}
