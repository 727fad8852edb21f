// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import io.github.sparkxent.sql.evaluation.SequenceTypes;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Tells by types whether rows are sequences, and checks what these need. */
public final class SequenceInput {
  private static final String LOGITS =
      "array<array<float>>, array<array<double>> or packed binary (xent.pack)";

  private SequenceInput() {}

  /**
   * Tells whether rows are sequences: their labels are arrays, and their logits arrays of these; or
   * their logits are packed and their labels arrays of integers.
   */
  public static boolean areIn(DataType logits, DataType label) {
    return label instanceof ArrayType
        && (isLogits(logits) || (logits.equals(DataTypes.BinaryType) && areIntegers(label)));
  }

  private static boolean isLogits(DataType type) {
    return SequenceTypes.isNested(type)
        && ((ArrayType) type).elementType() instanceof ArrayType inner
        && InputColumn.isFloating(inner.elementType());
  }

  /** Tells whether a type is an array of integers. */
  public static boolean areIntegers(DataType type) {
    return type instanceof ArrayType array && InputColumn.isInteger(array.elementType());
  }

  /**
   * Checks the columns of rows that are sequences.
   *
   * @param columns by their names
   * @throws EvaluationException of kind configuration if one has an unfit type, or something else
   *     is asked for that sequences do not have
   */
  public static void require(EvaluationConfig config, Map<String, InputColumn> columns) {
    InputColumn logits = columns.get(EvaluationArguments.LOGITS);
    InputColumn label = columns.get(EvaluationArguments.LABEL);
    require(
        areIntegers(label.type()),
        label
            + " where "
            + logits
            + ", expected a class id for each position: array<int> or array<bigint>");
    require(
        !config.columns().listsClasses(),
        "columns.input_kind is top_log_probabilities where "
            + label
            + ", expected single rows: positions of sequences have the logits of all classes");
    require(
        !config.hasTwoClasses(),
        "task is binary where "
            + logits
            + ", sequences, expected multiclass: rows are ranked, not positions");
    requireLogits(config, logits);
    InputColumn baseline = columns.get(EvaluationArguments.BASELINE_LOGITS);
    if (baseline != null) {
      requireLogits(config, baseline);
    }
    require(
        config.baseline() == null || !config.baseline().isLosses(),
        "the baseline has losses where "
            + label
            + ", expected the logits of a baseline: those of sequences alone are compared");
    require(
        config.baseline() == null || config.baseline().label() == null,
        "baseline.label where " + label + ", expected none: labels of sequences are not compared");
    if (columns.containsKey(EvaluationArguments.MASK)) {
      mask(columns.get(EvaluationArguments.MASK));
    }
    InputColumn bytes = columns.get(EvaluationArguments.BYTES);
    require(
        bytes == null || bytes.isInteger(),
        bytes + ", expected a whole number, such as octet_length(text)");
  }

  private static void requireLogits(EvaluationConfig config, InputColumn logits) {
    boolean isPacked = logits.type().equals(DataTypes.BinaryType);
    require(
        isPacked || isLogits(logits.type()),
        logits + " where rows are sequences, expected " + LOGITS);
    require(
        !isPacked || config.numClasses() > 0,
        logits
            + " where columns.label is an array of class ids, expected quality.num_classes: how"
            + " many logits each position of a sequence has");
  }

  /** Requires that nothing is asked for that sequences alone have. */
  public static void requireNone(EvaluationConfig config, InputColumn label) {
    String found =
        config.columns().mask() != null
            ? "columns.mask"
            : config.columns().bytes() != null
                ? "columns.bytes"
                : config.positions().isEmpty() ? null : "a slice by positions";
    require(
        found == null,
        found + " where " + label + ", expected rows that are sequences: labels as array<int>");
    requireNoGates(config, label);
  }

  private static void requireNoGates(EvaluationConfig config, InputColumn label) {
    for (int i = 0; i < config.gates().size(); i++) {
      String metric = config.gates().get(i).metric();
      if (metric == null) {
        continue; // the gate judges a difference
      }
      String gate = "gates[%s].metric is \"%s\" where %s, expected ".formatted(i, metric, label);
      require(!MetricNames.OF_SEQUENCES.contains(metric), gate + "rows that are sequences");
      require(
          config.comparison().cluster() != null || !MetricNames.BY_CLUSTERS.contains(metric),
          gate + "comparison.cluster, or rows that are sequences");
    }
  }

  /** Requires a mask, and returns it as the functions take it. */
  public static Column mask(InputColumn mask) {
    boolean isFlags =
        mask.type() instanceof ArrayType array && array.elementType().equals(DataTypes.BooleanType);
    require(
        isFlags || areIntegers(mask.type()),
        mask + ", expected array<boolean> or array<int> of 0 and 1");
    return isFlags ? mask.column() : mask.column().cast(SequenceTypes.LONGS);
  }

  private static void require(boolean fits, String problem) {
    if (!fits) {
      throw EvaluationException.configuration(problem);
    }
  }
}
