// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.metric.WorstRow;
import io.github.sparkxent.metric.WorstRowsSummary;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.PackedLogits;
import io.github.sparkxent.row.PredictionKind;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.row.VectorThread;
import io.github.sparkxent.sql.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The aggregate without Spark: whatever the order and the form of rows, the same bits. */
class EvaluationTest {
  private static final List<String> CLASSES = List.of("cat", "dog", "owl");

  /** A row as it is read: any of them may be null. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Example(String split, float[] logits, Object label, Double weight, Object id) {}

  private static EvaluationOptions options(int maxSplits, String... slices) {
    return new EvaluationOptions(
        LossOptions.of(0, null, OptionalLong.of(-100)),
        0,
        1e-3,
        PredictionKind.LOGITS,
        1e-3,
        CLASSES,
        maxSplits,
        new MetricOptions(List.of(1, 2), 15, 10, 10, 3, List.of(slices), 2));
  }

  private static EvaluateFunction.Bound bound(EvaluationOptions options, DataType... types) {
    StructType input = new StructType();
    for (DataType type : types) {
      input = input.add("a" + input.length(), type);
    }
    return (EvaluateFunction.Bound) new EvaluateFunction(options).bind(input);
  }

  private static EvaluateFunction.Bound bound(DataType logits, DataType label, DataType id) {
    return bound(options(1000), DataTypes.StringType, logits, label, DataTypes.DoubleType, id);
  }

  private static UTF8String text(Object text) {
    return text == null ? null : UTF8String.fromString(text.toString());
  }

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }

  private static Object logits(DataType type, float[] logits) {
    if (logits == null) {
      return null;
    }
    if (type.equals(DataTypes.BinaryType)) {
      return PackedLogits.pack(logits);
    }
    if (type.equals(Signature.FLOATS)) {
      return UnsafeArrayData.fromPrimitiveArray(logits);
    }
    double[] doubles = new double[logits.length];
    Arrays.setAll(doubles, i -> logits[i]);
    return UnsafeArrayData.fromPrimitiveArray(doubles);
  }

  private static EvaluationState state(DataType type, List<Example> rows) {
    EvaluateFunction.Bound bound = bound(type, DataTypes.LongType, DataTypes.LongType);
    Evaluation evaluation = bound.create();
    for (Example row : rows) {
      evaluation.add(
          row(text(row.split()), logits(type, row.logits()), row.label(), row.weight(), row.id()));
    }
    return evaluation.state();
  }

  private static List<Example> examples(int count) {
    Random random = new Random(count);
    List<Example> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int classes = random.nextInt(20) == 0 ? random.nextInt(40) : 10;
      float[] logits = new float[classes];
      for (int c = 0; c < classes; c++) {
        logits[c] = random.nextInt(400) == 0 ? Float.NaN : (float) random.nextGaussian();
      }
      long label = random.nextInt(50) == 0 ? -100 : random.nextInt(10);
      rows.add(
          new Example(
              random.nextInt(40) == 0 ? null : "split " + random.nextInt(4),
              random.nextInt(40) == 0 ? null : logits,
              random.nextInt(40) == 0 ? null : label,
              random.nextInt(40) == 0 ? null : random.nextInt(9) == 0 ? 0.5 : 1.0,
              random.nextInt(9) == 0 ? null : (long) i));
    }
    return rows;
  }

  private static void assertTheSameInAnyOrderAndForm(List<Example> rows) {
    EvaluationState expected = state(Signature.DOUBLES, rows); // which never wait
    List<Example> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(1));

    assertThat(state(Signature.FLOATS, rows)).isEqualTo(expected);
    assertThat(state(DataTypes.BinaryType, rows)).isEqualTo(expected);
    assertThat(state(Signature.FLOATS, shuffled)).isEqualTo(expected);
    assertThat(state(Signature.FLOATS, rows).summaries(10)).isEqualTo(expected.summaries(10));
  }

  @Test
  void any_order_and_form_of_rows_gives_the_same_state() {
    assertTheSameInAnyOrderAndForm(examples(3000));
  }

  @Test
  void rows_that_wait_side_by_side_give_the_same_state() {
    VectorThread.run(() -> assertTheSameInAnyOrderAndForm(examples(3000)));
  }

  @Test
  void any_partitioning_gives_the_same_bits() {
    EvaluateFunction.Bound bound = bound(Signature.FLOATS, DataTypes.LongType, DataTypes.LongType);
    List<Example> rows = examples(500);
    byte[] whole = state(Signature.FLOATS, rows).toByteArray();
    for (int cut : new int[] {0, 1, 16, 250, 499, 500}) {
      Evaluation left =
          bound.fromBytes(state(Signature.FLOATS, rows.subList(cut, 500)).toByteArray());
      Evaluation right =
          bound.fromBytes(state(Signature.FLOATS, rows.subList(0, cut)).toByteArray());
      bound.merge(left, right);

      assertThat(bound.result(left)).isEqualTo(whole);
    }
    Evaluation empty = bound.create();
    bound.merge(empty, bound.fromBytes(whole));
    assertThat(bound.result(empty)).isEqualTo(whole);
  }

  private static SplitSummary summary(
      EvaluationOptions options,
      DataType logitsType,
      DataType labelType,
      Object logits,
      Object label,
      Object weight) {
    Evaluation evaluation =
        bound(options, DataTypes.StringType, logitsType, labelType, DataTypes.DoubleType).create();
    evaluation.add(row(text("a"), logits, label, weight));
    return evaluation.state().summaries(3).get(0);
  }

  private static RowStatus status(
      DataType logitsType, DataType labelType, Object logits, Object label) {
    SplitSummary split = summary(options(10), logitsType, labelType, logits, label, 1.0);
    return split.evaluated() == 1
        ? RowStatus.EVALUATED
        : split.ignored() == 1 ? RowStatus.IGNORED : split.invalid().keySet().iterator().next();
  }

  private static final Object THREE = UnsafeArrayData.fromPrimitiveArray(new float[] {1, 2, 3});

  @Test
  void a_label_may_be_a_number_a_name_or_a_distribution() {
    DataType floats = Signature.FLOATS;
    Object soft = UnsafeArrayData.fromPrimitiveArray(new double[] {0, 0.5, 0.5});
    Object withNull = new GenericArrayData(new Object[] {0.5, null, 0.5});

    assertThat(status(floats, DataTypes.LongType, THREE, 2L)).isEqualTo(RowStatus.EVALUATED);
    assertThat(status(floats, DataTypes.LongType, THREE, -100L)).isEqualTo(RowStatus.IGNORED);
    assertThat(status(floats, DataTypes.LongType, THREE, null)).isEqualTo(RowStatus.NULL_LABEL);
    assertThat(status(floats, DataTypes.DoubleType, THREE, 2.0)).isEqualTo(RowStatus.EVALUATED);
    assertThat(status(floats, DataTypes.DoubleType, THREE, 1.5))
        .isEqualTo(RowStatus.LABEL_NOT_INTEGER);
    assertThat(status(floats, DataTypes.StringType, THREE, text("owl")))
        .isEqualTo(RowStatus.EVALUATED);
    assertThat(status(floats, DataTypes.StringType, THREE, text("cow")))
        .isEqualTo(RowStatus.UNKNOWN_CLASS);
    assertThat(status(floats, Signature.DOUBLES, THREE, soft)).isEqualTo(RowStatus.EVALUATED);
    assertThat(status(floats, Signature.DOUBLES, THREE, withNull))
        .isEqualTo(RowStatus.INVALID_LABEL);
  }

  @Test
  void what_is_missing_is_told_before_what_is_wrong() {
    DataType floats = Signature.FLOATS;
    Object withNull = new GenericArrayData(new Object[] {1f, null, 3f});

    assertThat(status(floats, DataTypes.LongType, null, null)).isEqualTo(RowStatus.NULL_LABEL);
    assertThat(status(floats, DataTypes.LongType, null, 99L)).isEqualTo(RowStatus.NULL_LOGITS);
    assertThat(status(floats, DataTypes.LongType, withNull, 99L)).isEqualTo(RowStatus.NULL_ELEMENT);
    assertThat(status(DataTypes.BinaryType, DataTypes.LongType, new byte[7], 99L))
        .isEqualTo(RowStatus.PACKED_LENGTH);
    assertThat(status(DataTypes.BinaryType, DataTypes.LongType, new byte[0], 99L))
        .isEqualTo(RowStatus.EMPTY_LOGITS);
    assertThat(summary(options(10), floats, DataTypes.LongType, THREE, 1L, null).invalid())
        .containsOnlyKeys(RowStatus.INVALID_WEIGHT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 33, 50_000})
  void any_number_of_classes_is_evaluated(int classes) {
    List<Example> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      float[] logits = new float[classes];
      logits[i % classes] = i;
      rows.add(new Example("a", logits, 0L, 1.0, null));
    }

    EvaluationState state = state(Signature.FLOATS, rows);

    assertThat(state.commonNumClasses()).isEqualTo(classes);
    assertThat(state.summaries(classes).get(0).evaluated()).isEqualTo(40);
    assertThat(state).isEqualTo(state(Signature.DOUBLES, rows));
  }

  static List<DataType> idTypes() {
    return List.of(DataTypes.StringType, DataTypes.LongType, DataTypes.IntegerType);
  }

  @ParameterizedTest
  @MethodSource("idTypes")
  void the_worst_rows_are_known_by_their_ids_which_outlive_the_row(DataType type) {
    byte[] memory = {'7'};
    Object id =
        type.equals(DataTypes.StringType)
            ? UTF8String.fromBytes(memory)
            : type.equals(DataTypes.LongType) ? (Object) 7L : (Object) 7;
    Evaluation evaluation = bound(Signature.FLOATS, DataTypes.LongType, type).create();

    evaluation.add(row(text("a"), THREE, 0L, 1.0, id));
    evaluation.add(row(text("a"), THREE, 1L, 1.0, null));
    Arrays.fill(memory, (byte) '?');

    assertThat(evaluation.state().summaries(3).get(0).metrics().part(WorstRowsSummary.class).rows())
        .extracting(WorstRow::id)
        .containsExactly("7", null);
  }

  private static Evaluation sliced(EvaluationOptions options, String... values) {
    Evaluation evaluation =
        bound(
                options,
                DataTypes.StringType,
                Signature.FLOATS,
                DataTypes.LongType,
                DataTypes.DoubleType,
                DataTypes.StringType,
                DataTypes.StringType)
            .create();
    for (String value : values) {
      evaluation.add(row(text("a"), THREE, 2L, 1.0, null, text(value)));
    }
    evaluation.add(row(null, THREE, 2L, 1.0, null, text("c")));
    return evaluation;
  }

  private static void assertSlicesAreKept() {
    EvaluationOptions options = options(10, "user");
    Evaluation evaluation = sliced(options, "d", "c", "b", "a", "c", null, "b", "a", "d", "b");

    List<SplitSummary> splits = evaluation.state().summaries(3);

    assertThat(splits.get(0).slices())
        .extracting(value -> value.value() + " " + value.rows().evaluated())
        .containsExactly("a 2", "b 3", "null 1");
    assertThat(splits.get(1).slices()).isEmpty();
  }

  @Test
  void the_first_values_of_a_slice_are_kept_with_all_their_rows() {
    assertSlicesAreKept();
    VectorThread.run(EvaluationTest::assertSlicesAreKept);
  }

  @Test
  void a_thousand_splits_are_kept_and_one_more_than_allowed_is_noticed() {
    List<Example> rows = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      rows.add(new Example("split " + i % 1000, new float[] {1, 2, i % 7}, 1L, 1.0, null));
    }
    EvaluationState state = state(Signature.FLOATS, rows);
    rows.add(new Example("one more", new float[] {1, 2, 3}, 1L, 1.0, null));

    assertThat(state.summaries(3)).hasSize(1000).allMatch(split -> split.evaluated() == 5);
    assertThat(state(Signature.FLOATS, rows).hasTooManySplits()).isTrue();
  }

  @Test
  void a_name_that_is_no_text_is_refused_with_its_bytes() {
    Evaluation evaluation = sliced(options(10, "user"));
    UTF8String broken = UTF8String.fromBytes(new byte[] {'a', (byte) 0xff});

    assertThatThrownBy(() -> evaluation.add(row(broken, THREE, 2L, 1.0, null, null)))
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(
            "columns.split has a value that is no UTF-8, expected text; its bytes are 61 ff");
    assertThatThrownBy(() -> evaluation.add(row(text("a"), THREE, 2L, 1.0, null, broken)))
        .hasMessageStartingWith("one of slices has a value that is no UTF-8");
  }
}
