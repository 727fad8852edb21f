// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.sql.evaluation.EvaluateRowFunction;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/**
 * What a run notes down beside the column {@code loss} of the losses that it publishes: the version
 * of the columns, and what another run must share to be compared with them. Spark keeps the note in
 * the footer of each file.
 *
 * @param loss the options of the loss
 * @param numClasses how many classes each row has; 0 if no row was evaluated
 * @param listsClasses whether rows list some classes only, so that a loss may be a lower bound
 */
public record LossesForm(LossOptions loss, int numClasses, boolean listsClasses) {
  /** The version of the columns: their names, types and meaning. */
  public static final long VERSION = 1;

  /** What the losses have of each row beside its id and its split, in order. */
  public static final List<String> FIGURES =
      List.of(
          EvaluateRowFunction.LABEL,
          EvaluateRowFunction.PREDICTION,
          EvaluateRowFunction.CONFIDENCE,
          EvaluateRowFunction.RANK,
          EvaluateRowFunction.BRIER_SCORE,
          EvaluateRowFunction.LOSS,
          EvaluateRowFunction.WEIGHT);

  /** The same where rows list some classes, with whether the loss is a lower bound. */
  private static final List<String> LISTED_FIGURES =
      Stream.concat(FIGURES.stream(), Stream.of(EvaluateRowFunction.LOSS_IS_LOWER_BOUND)).toList();

  private static final String KEY = "spark-xent.losses";
  private static final String CLASSES = "num_classes";
  private static final String SMOOTHING = "label_smoothing";
  private static final String WEIGHTS = "class_weights";
  private static final String IGNORED = "ignore_index";
  private static final String LISTED = "lists_classes";

  /** Makes the note of losses that are all known. */
  public LossesForm(LossOptions loss, int numClasses) {
    this(loss, numClasses, false);
  }

  /** Returns what these losses have of each row beside its id and its split, in order. */
  public List<String> figures() {
    return listsClasses ? LISTED_FIGURES : FIGURES;
  }

  /** Returns the note. */
  public Metadata toMetadata() {
    MetadataBuilder note =
        new MetadataBuilder()
            .putLong(KEY, VERSION)
            .putLong(CLASSES, numClasses)
            .putDouble(SMOOTHING, loss.labelSmoothing());
    if (loss.hasClassWeights()) {
      note.putDoubleArray(WEIGHTS, loss.classWeights());
    }
    if (listsClasses) {
      note.putBoolean(LISTED, true);
    }
    loss.ignoreIndex().ifPresent(ignored -> note.putLong(IGNORED, ignored));
    return note.build();
  }

  /**
   * Returns the version of the columns that a note belongs to.
   *
   * @return the version, or null if it is the note of something else
   */
  public static Long version(Metadata note) {
    return note.contains(KEY) ? note.getLong(KEY) : null;
  }

  /**
   * Reads a note of this version.
   *
   * @throws RuntimeException if something is missing in it, or of another type
   */
  public static LossesForm of(Metadata note) {
    LossOptions loss =
        LossOptions.of(
            note.getDouble(SMOOTHING),
            note.contains(WEIGHTS) ? note.getDoubleArray(WEIGHTS) : null,
            note.contains(IGNORED) ? OptionalLong.of(note.getLong(IGNORED)) : OptionalLong.empty());
    return new LossesForm(
        loss,
        Math.toIntExact(note.getLong(CLASSES)),
        note.contains(LISTED) && note.getBoolean(LISTED));
  }
}
