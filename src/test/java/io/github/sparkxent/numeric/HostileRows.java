// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Rows that are as hard as rows can be: everything that has made one slow, or could. */
final class HostileRows {

  /** A row whose loss is asked for. */
  record Example(double[] logits, double[] labels, LossOptions options) {
    public double loss() {
      return SoftmaxCrossEntropy.dense(logits, labels, options);
    }

    @Override
    public String toString() {
      return Arrays.toString(logits) + " " + Arrays.toString(labels) + " " + options;
    }
  }

  private final SplittableRandom random;

  HostileRows(long seed) {
    random = new SplittableRandom(seed);
  }

  Example next(int classes) {
    double[] logits = new double[classes];
    int kind = random.nextInt(14);
    double top = anyOf(0.0, 1.0, 0x1p53, -700.25, 1e15, random.nextDouble());
    for (int c = 0; c < classes; c++) {
      logits[c] = top - gap(random.nextInt(3) == 0 ? random.nextInt(14) : kind);
    }
    logits[random.nextInt(classes)] = top;
    if (random.nextInt(12) == 0) {
      Arrays.setAll(logits, c -> random.nextInt(2) == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE);
    }
    double[] labels = labels(classes);
    return new Example(logits, labels, options(classes));
  }

  private double gap(int kind) {
    return switch (kind) {
      case 0 -> 0.0;
      case 1 -> Double.MIN_VALUE * random.nextInt(5);
      case 2 -> 0x1p-40 * random.nextInt(5);
      case 3 -> random.nextDouble(10);
      case 4 -> 20 + random.nextInt(40);
      case 5 -> random.nextDouble(300, 640);
      case 6 -> 600 + random.nextInt(200);
      case 7 -> random.nextDouble(700, 760);
      case 8 -> random.nextDouble(760, 2600);
      case 9 -> 2000 + random.nextInt(98_000);
      case 10 -> 1 + 0x1p53 * random.nextInt(3);
      case 11 -> 1e300 * random.nextDouble();
      case 12 -> Double.POSITIVE_INFINITY;
      default -> random.nextDouble();
    };
  }

  private double[] labels(int classes) {
    double[] labels = new double[classes];
    int kind = random.nextInt(7);
    for (int c = 0; c < classes; c++) {
      labels[c] =
          switch (kind) {
            case 0, 1 -> 0.0;
            case 2 -> random.nextDouble() / classes;
            case 3 -> anyOf(0.0, 1.0, 0.5, 1e-300, 1e-20);
            case 4 -> anyOf(0.0, 1e-300, Double.MIN_VALUE);
            case 5 -> anyOf(-1.0, 1.0, 3.0, 0.25, 0.0);
            default -> anyOf(1e300, 1.0, 1e-300);
          };
    }
    if (kind < 2) {
      labels[random.nextInt(classes)] = 1.0;
    }
    return labels;
  }

  private LossOptions options(int classes) {
    double smoothing =
        random.nextBoolean() ? 0.0 : anyOf(0.1, 0x1p-4, 1e-310, Double.MIN_VALUE, 1 - 0x1p-53, 1.0);
    double[] weights = null;
    if (random.nextInt(3) == 0) {
      weights = new double[classes];
      double scale = anyOf(1.0, 1.0, 1e-300, 1e300, Double.MIN_VALUE);
      Arrays.setAll(weights, c -> scale * anyOf(1.0, 0.0, 0.75, 1.4, 3.0));
    }
    return LossOptions.of(smoothing, weights, OptionalLong.empty());
  }

  private double anyOf(double... values) {
    return values[random.nextInt(values.length)];
  }
}
