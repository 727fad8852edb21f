// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/** One row of the data, a function of its number alone. */
record PredictionRow(float[] logits, int label, String split) {
  private static final double LEAD = 10;
  private static final double SHARE_CORRECT = 0.9;

  /** Makes the sum of four numbers from [0, 1) one of standard deviation 1 around 0. */
  private static final double SCALE = Math.sqrt(3);

  static PredictionRow of(long number, int classes, int splits, LogitsKind kind) {
    SplittableRandom random = new SplittableRandom(number);
    String split = split(random.nextDouble(), splits);
    int label = random.nextInt(classes);
    boolean correct = random.nextDouble() < SHARE_CORRECT;
    float[] logits = new float[classes];
    for (int c = 0; c < classes; c++) {
      double sum =
          random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble();
      logits[c] = (float) ((sum - 2) * SCALE);
    }
    if (kind == LogitsKind.FLAT) {
      return new PredictionRow(logits, label, split);
    }
    int largest = raiseLargest(logits);
    return new PredictionRow(logits, correct ? largest : label, split);
  }

  private static String split(double share, int splits) {
    if (splits == Shape.USUAL_SPLITS) {
      return share < 0.8 ? "train" : share < 0.9 ? "validation" : "test";
    }
    return "split " + (int) (share * splits);
  }

  private static int raiseLargest(float[] logits) {
    int largest = 0;
    float next = Float.NEGATIVE_INFINITY;
    for (int c = 1; c < logits.length; c++) {
      if (logits[c] > logits[largest]) {
        next = logits[largest];
        largest = c;
      } else {
        next = Math.max(next, logits[c]);
      }
    }
    logits[largest] = (float) (Math.max(next, logits[largest] - LEAD) + LEAD);
    return largest;
  }

  /** Returns what another model of the same task says of the row: logits near these. */
  float[] baseline(long number) {
    SplittableRandom random = new SplittableRandom(~number);
    float[] baseline = new float[logits.length];
    for (int c = 0; c < baseline.length; c++) {
      baseline[c] = logits[c] + (float) (2 * random.nextDouble() - 1);
    }
    return baseline;
  }

  byte[] packed() {
    ByteBuffer buffer = ByteBuffer.allocate(4 * logits.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(logits);
    return buffer.array();
  }
}
