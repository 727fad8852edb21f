// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import java.util.EnumSet;
import java.util.Set;

/** Single rows as columns, for tests. */
public final class Rows {
  /** The kinds of predictions that are numbers of all classes. */
  public static final Set<PredictionKind> KINDS =
      EnumSet.complementOf(EnumSet.of(PredictionKind.TOP_LOG_PROBABILITIES));

  private Rows() {}

  /** A row of floats to evaluate, with a class id. */
  public static RowColumns of(float[] logits, long label, double weight) {
    RowColumns row = new RowColumns(1);
    row.floats = logits;
    row.numClasses[0] = logits.length;
    row.classIds[0] = label;
    row.weights[0] = weight;
    return row;
  }

  /** A row of doubles to evaluate, with a class id. */
  public static RowColumns of(double[] logits, long label, double weight) {
    RowColumns row = of(new float[0], label, weight);
    row.floats = null;
    row.doubles = logits;
    row.numClasses[0] = logits.length;
    return row;
  }

  /** The same row with a distribution for its label. */
  public static RowColumns withLabels(double[] labels, RowColumns row) {
    row.distributions[0] = labels;
    return row;
  }

  /** A row without figures. */
  public static RowColumns without(RowStatus status, int numClasses) {
    RowColumns row = new RowColumns(1);
    row.statuses[0] = status;
    row.numClasses[0] = numClasses;
    return row;
  }

  /** An evaluated row whose label has weight 1. */
  public static RowColumns evaluated(
      int numClasses, double loss, double weight, int label, int prediction, double confidence) {
    RowColumns row = without(RowStatus.EVALUATED, numClasses);
    row.losses[0] = loss;
    row.weights[0] = weight;
    row.labelWeights[0] = LabelWeight.ONE;
    row.labels[0] = label;
    row.predictions[0] = prediction;
    row.ranks[0] = label == prediction ? 0 : 1;
    row.confidences[0] = confidence;
    row.brierScores[0] = 0.25;
    row.margins[0] = confidence - 0.5;
    return row;
  }

  /** The same row with an id. */
  public static RowColumns withId(Object id, RowColumns row) {
    row.ids[0] = id;
    return row;
  }
}
