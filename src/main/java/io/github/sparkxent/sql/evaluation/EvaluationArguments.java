// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The arguments of {@code xent.evaluate}, by name and in order, as the options of a run say. A
 * query's columns and those of a scan have the same names.
 *
 * @param names the names: split, logits, label, weight; the id, which may be left out if nothing
 *     comes after it; the slices; the cluster; what there is of the baseline; what sequences have.
 *     A run with a filter has {@link #KEPT} as well, the last of all, which is no part of the
 *     options: of all arguments it alone is boolean
 */
public record EvaluationArguments(List<String> names) {
  /** The split. */
  public static final String SPLIT = "split";

  /** The logits, or what else the prediction is. */
  public static final String LOGITS = "logits";

  /** The label. */
  public static final String LABEL = "label";

  /** The row's own weight. */
  public static final String WEIGHT = "weight";

  /** What names the row. */
  public static final String ID = "id";

  /** Comes before the index of a slice. */
  public static final String SLICE = "slice_";

  /** What rows that are not independent have in common. */
  public static final String CLUSTER = "cluster";

  /** The baseline's logits, or what else its prediction is. */
  public static final String BASELINE_LOGITS = "baseline_logits";

  /** The baseline's loss. */
  public static final String BASELINE_LOSS = "baseline_loss";

  /** The class that the baseline predicts. */
  public static final String BASELINE_PREDICTION = "baseline_prediction";

  /** The rank of the label by the baseline, 0 for the prediction. */
  public static final String BASELINE_RANK = "baseline_rank";

  /** The baseline's probability of its prediction. */
  public static final String BASELINE_CONFIDENCE = "baseline_confidence";

  /** The baseline's Brier score. */
  public static final String BASELINE_BRIER_SCORE = "baseline_brier_score";

  /** The label that the baseline has of its own. */
  public static final String BASELINE_LABEL = "baseline_label";

  /** Which positions of a sequence are predictions. */
  public static final String MASK = "mask";

  /** How many bytes the text of a sequence has. */
  public static final String BYTES = "bytes";

  /** Whether the run is about the row; null means no. */
  public static final String KEPT = "kept";

  /** What a row has without a baseline, a cluster and slices: what it is evaluated from. */
  public static final List<String> ROW = List.of(SPLIT, LOGITS, LABEL, WEIGHT);

  /** What a baseline has of a row that an earlier run has evaluated. */
  public static final List<String> BASELINE_FIGURES =
      List.of(
          BASELINE_LOSS,
          BASELINE_PREDICTION,
          BASELINE_RANK,
          BASELINE_CONFIDENCE,
          BASELINE_BRIER_SCORE);

  /** Keeps a copy. */
  public EvaluationArguments {
    names = List.copyOf(names);
  }

  /** Returns the arguments of a run. */
  public static EvaluationArguments of(EvaluationOptions options) {
    List<String> names = new ArrayList<>(ROW);
    names.add(ID);
    for (int i = 0; i < options.metrics().slices().size(); i++) {
      names.add(SLICE + i);
    }
    if (options.metrics().clusterGroups() > 0) {
      names.add(CLUSTER);
    }
    BaselineOptions baseline = options.baseline();
    if (baseline != null) {
      if (baseline.form() == BaselineOptions.Form.LOGITS) {
        names.add(BASELINE_LOGITS);
      } else {
        names.addAll(BASELINE_FIGURES);
      }
      if (baseline.hasLabel()) {
        names.add(BASELINE_LABEL);
      }
    }
    if (options.sequences().mask()) {
      names.add(MASK);
    }
    if (options.sequences().bytes()) {
      names.add(BYTES);
    }
    return new EvaluationArguments(names);
  }

  /** Tells whether an argument is something of the baseline. */
  static boolean isOfBaseline(String name) {
    return name.equals(BASELINE_LOGITS)
        || name.equals(BASELINE_LABEL)
        || BASELINE_FIGURES.contains(name);
  }

  /** Tells whether an argument is something that sequences alone have. */
  static boolean isOfSequences(String name) {
    return name.equals(MASK) || name.equals(BYTES);
  }

  /** Returns these arguments and whether the run is about a row. */
  public EvaluationArguments withKept() {
    List<String> all = new ArrayList<>(names);
    all.add(KEPT);
    return new EvaluationArguments(all);
  }

  /** Tells by the types of a call's arguments whether the last of them is {@link #KEPT}. */
  static boolean hasKept(StructType types) {
    return types.length() > 0
        && types.fields()[types.length() - 1].dataType().equals(DataTypes.BooleanType);
  }

  /** Returns the place of an argument, or -1 if a run does not have it. */
  public int indexOf(String name) {
    return names.indexOf(name);
  }
}
