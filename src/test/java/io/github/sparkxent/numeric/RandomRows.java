// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Pseudo-random rows of all the shapes that matter to rounding; the same for the same seed. */
public final class RandomRows {

  private static final int[] SMALL_SIZES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 13, 16, 17, 31};
  private static final double[] LEADS = {0, 0, 0, 1, 10, 40, 300, 700};

  private final SplittableRandom random;

  public RandomRows(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A row with its label, and with labels if it has a distribution. */
  @SuppressWarnings("ArrayRecordComponent") // read-only rows, never compared
  public record Example(
      double[] logits, boolean float32, int label, double[] labels, LossOptions options) {

    double loss() {
      return labels == null
          ? SoftmaxCrossEntropy.sparse(logits, label, options)
          : SoftmaxCrossEntropy.dense(logits, labels, options);
    }

    /** The same row through the functions of float arrays, which must give the same. */
    double lossOfFloats() {
      float[] narrow = new float[logits.length];
      for (int i = 0; i < narrow.length; i++) {
        narrow[i] = (float) logits[i];
      }
      return labels == null
          ? SoftmaxCrossEntropy.sparse(narrow, label, options)
          : SoftmaxCrossEntropy.dense(narrow, labels, options);
    }

    double[] distribution() {
      if (labels != null) {
        return labels;
      }
      double[] oneHot = new double[logits.length];
      oneHot[label] = 1.0;
      return oneHot;
    }
  }

  /** The next row; now and then one of 100 or 1,000 classes. */
  public Example next() {
    int size = SMALL_SIZES[random.nextInt(SMALL_SIZES.length)];
    int rare = random.nextInt(400);
    return next(rare == 0 ? 1000 : rare < 8 ? 100 : size);
  }

  public Example next(int classes) {
    boolean float32 = random.nextBoolean();
    double[] logits = logits(classes, float32);
    int label = random.nextInt(3) == 0 ? Softmax.argmax(logits) : random.nextInt(classes);
    double[] labels = random.nextInt(3) == 0 ? labels(classes) : null;
    return new Example(logits, float32, label, labels, options(classes));
  }

  private double[] logits(int classes, boolean float32) {
    double scale =
        switch (random.nextInt(8)) {
          case 0 -> 1e-9;
          case 1 -> 1e-3;
          case 2 -> 1.0;
          case 3 -> 50.0;
          default -> 8.0;
        };
    double offset = random.nextInt(4) == 0 ? (random.nextDouble() - 0.5) * 2000 : 0.0;
    double[] logits = new double[classes];
    for (int c = 0; c < classes; c++) {
      logits[c] = offset + scale * (2.0 * random.nextDouble() - 1.0);
    }
    logits[random.nextInt(classes)] += LEADS[random.nextInt(LEADS.length)];
    if (float32) {
      for (int c = 0; c < classes; c++) {
        logits[c] = (float) logits[c];
      }
    }
    return logits;
  }

  private double[] labels(int classes) {
    double[] labels = new double[classes];
    switch (random.nextInt(4)) {
      case 0 -> labels[random.nextInt(classes)] = 1.0;
      case 1 -> {
        labels[random.nextInt(classes)] += 0.75;
        labels[random.nextInt(classes)] += 0.25;
      }
      case 2 -> Arrays.setAll(labels, c -> (float) random.nextDouble());
      default -> Arrays.setAll(labels, c -> random.nextDouble() / classes);
    }
    return labels;
  }

  private LossOptions options(int classes) {
    double smoothing = random.nextInt(4) == 0 ? random.nextInt(11) / 10.0 : 0.0;
    double[] weights = null;
    if (random.nextInt(4) == 0) {
      weights = new double[classes];
      Arrays.setAll(weights, c -> random.nextInt(10) == 0 ? 0.0 : 3.0 * random.nextDouble());
    }
    return LossOptions.of(smoothing, weights, OptionalLong.empty());
  }
}
