// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

/** The checks of a row's arguments that all functions share, with their messages. */
final class Arguments {

  private Arguments() {}

  static void checkClasses(int classes) {
    if (classes == 0) {
      throw new IllegalArgumentException("logits has 0 classes");
    }
  }

  static void checkLengths(int classes, int labels) {
    checkClasses(classes);
    if (labels != classes) {
      throw new IllegalArgumentException(
          "labels has " + labels + " elements but logits has " + classes);
    }
  }

  static void checkProbabilities(int classes, int labels) {
    if (classes == 0) {
      throw new IllegalArgumentException("probabilities has 0 classes");
    }
    if (labels != classes) {
      throw new IllegalArgumentException(
          "labels has " + labels + " elements but probabilities has " + classes);
    }
  }

  static void checkWeights(int classes, LossOptions options) {
    int weights = options.weightCount();
    if (weights != 0 && weights != classes) {
      throw new IllegalArgumentException(
          "class_weights has " + weights + " elements but there are " + classes + " classes");
    }
  }

  static void checkLabel(long label, int classes) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException("label " + label + " is outside [0, " + classes + ")");
    }
  }

  static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
