// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.metric.ComparisonSummary;
import io.github.sparkxent.metric.state.ComparisonOptions;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.PackedLogits;
import io.github.sparkxent.row.PredictionKind;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.Signature;
import io.github.sparkxent.sql.evaluation.BaselineOptions.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The aggregate with a baseline and clusters, without Spark. */
class ComparedRowsTest {
  private static final DataType FLOATS = Signature.FLOATS;

  /** What the arguments are, unless a test has another type. */
  private static final Map<String, DataType> TYPES =
      Map.ofEntries(
          Map.entry("split", DataTypes.StringType),
          Map.entry("logits", FLOATS),
          Map.entry("label", DataTypes.LongType),
          Map.entry("weight", DataTypes.DoubleType),
          Map.entry("id", DataTypes.LongType),
          Map.entry("slice_0", DataTypes.StringType),
          Map.entry("cluster", DataTypes.StringType),
          Map.entry("baseline_logits", FLOATS),
          Map.entry("baseline_loss", DataTypes.DoubleType),
          Map.entry("baseline_prediction", DataTypes.IntegerType),
          Map.entry("baseline_rank", DataTypes.IntegerType),
          Map.entry("baseline_confidence", DataTypes.DoubleType),
          Map.entry("baseline_brier_score", DataTypes.DoubleType),
          Map.entry("baseline_label", DataTypes.LongType));

  private static EvaluationOptions options(Form form, boolean hasLabel, int clusters) {
    MetricOptions metrics =
        new MetricOptions(List.of(1, 2), 15, 10, 10, 3, List.of("s"), 2)
            .withClusters(clusters)
            .withComparison(
                form == null ? null : new ComparisonOptions(form == Form.LOGITS, 3, true));
    return new EvaluationOptions(
        LossOptions.of(0, null, OptionalLong.of(-100)),
        0,
        1e-3,
        PredictionKind.LOGITS,
        LogitEncoding.FLOAT32,
        1e-3,
        List.of("cat", "dog", "owl"),
        50,
        metrics,
        form == null
            ? null
            : new BaselineOptions(form, PredictionKind.LOGITS, LogitEncoding.FLOAT32, hasLabel),
        SequenceColumns.NONE);
  }

  private static EvaluateFunction.Bound bound(
      EvaluationOptions options, Map<String, DataType> types) {
    StructType input = new StructType();
    for (String name : EvaluationArguments.of(options).names()) {
      input = input.add(name, types.getOrDefault(name, TYPES.get(name)));
    }
    return (EvaluateFunction.Bound) new EvaluateFunction(options).bind(input);
  }

  private static Object array(float... values) {
    return UnsafeArrayData.fromPrimitiveArray(values);
  }

  /** The usual row, with some other values: names and values in turn. */
  private static Map<String, Object> row(Object... others) {
    Map<String, Object> row = new HashMap<>();
    row.put("split", UTF8String.fromString("a"));
    row.put("logits", array(1, 2, 3));
    row.put("label", 1L);
    row.put("weight", 1.0);
    row.put("baseline_logits", array(3, 1, 2));
    row.put("baseline_loss", 0.5);
    row.put("baseline_prediction", 1);
    row.put("baseline_rank", 0);
    row.put("baseline_confidence", 0.75);
    row.put("baseline_brier_score", 0.25);
    for (int i = 0; i < others.length; i += 2) {
      row.put((String) others[i], others[i + 1]);
    }
    return row;
  }

  private static EvaluationState state(
      EvaluationOptions options, Map<String, DataType> types, List<Map<String, Object>> rows) {
    Evaluation evaluation = bound(options, types).create();
    List<String> names = EvaluationArguments.of(options).names();
    for (Map<String, Object> row : rows) {
      InternalRow input = new GenericInternalRow(names.stream().map(row::get).toArray());
      evaluation.add(input);
    }
    return evaluation.state();
  }

  private static ComparisonSummary summary(
      EvaluationOptions options, Map<String, DataType> types, Object... others) {
    return state(options, types, List.of(row(others)))
        .summaries(3)
        .get(0)
        .metrics()
        .part(ComparisonSummary.class);
  }

  /** What becomes of the baseline of one row. */
  private static RowStatus status(EvaluationOptions options, String name, DataType type, Object v) {
    ComparisonSummary summary = summary(options, Map.of(name, type), name, v);
    return summary.rows() == 1
        ? RowStatus.EVALUATED
        : summary.notCompared().isEmpty() ? null : summary.notCompared().firstKey();
  }

  private static RowStatus status(DataType type, Object logits) {
    return status(options(Form.LOGITS, false, 0), "baseline_logits", type, logits);
  }

  @Test
  void a_baseline_that_is_not_evaluated_is_counted_by_its_reason() {
    Object withNull = new GenericArrayData(new Object[] {1f, null, 3f});
    DataType packed = DataTypes.BinaryType;

    assertThat(status(FLOATS, array(3, 1, 2))).isEqualTo(RowStatus.EVALUATED);
    assertThat(status(FLOATS, null)).isEqualTo(RowStatus.NULL_LOGITS);
    assertThat(status(FLOATS, withNull)).isEqualTo(RowStatus.NULL_ELEMENT);
    assertThat(status(FLOATS, array(1, 2))).isEqualTo(RowStatus.NUM_CLASSES_MISMATCH);
    assertThat(status(FLOATS, array(new float[50_000]))).isEqualTo(RowStatus.NUM_CLASSES_MISMATCH);
    assertThat(status(FLOATS, array())).isEqualTo(RowStatus.EMPTY_LOGITS);
    assertThat(status(FLOATS, array(1, Float.NaN, 2))).isEqualTo(RowStatus.NAN_LOGIT);
    assertThat(status(FLOATS, array(1, 1 / 0f, 2))).isEqualTo(RowStatus.INFINITE_LOGIT);
    assertThat(status(packed, new byte[11])).isEqualTo(RowStatus.PACKED_LENGTH);
    assertThat(status(packed, PackedLogits.pack(new float[3]))).isEqualTo(RowStatus.EVALUATED);
    assertThat(status(Signature.DOUBLES, UnsafeArrayData.fromPrimitiveArray(new double[3])))
        .isEqualTo(RowStatus.EVALUATED);
  }

  @Test
  void a_row_that_the_candidate_does_not_evaluate_is_not_compared_and_not_counted() {
    EvaluationOptions options = options(Form.LOGITS, false, 0);

    assertThat(status(options, "logits", FLOATS, null)).isNull();
    assertThat(status(options, "label", DataTypes.LongType, -100L)).isNull();
    assertThat(status(options, "weight", DataTypes.DoubleType, -1.0)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "baseline_loss, double",
    "baseline_prediction, int",
    "baseline_rank, int",
    "baseline_confidence, double",
    "baseline_brier_score, double"
  })
  void a_baseline_without_one_of_its_figures_is_none(String figure, String type) {
    EvaluationOptions options = options(Form.FIGURES, false, 0);
    DataType number = type.equals("int") ? DataTypes.IntegerType : DataTypes.DoubleType;

    assertThat(status(options, figure, number, null)).isEqualTo(RowStatus.NULL_LOGITS);
    assertThat(status(options, figure, number, row().get(figure))).isEqualTo(RowStatus.EVALUATED);
  }

  @Test
  void the_figures_of_a_baseline_are_those_that_a_run_published() {
    EvaluationOptions options = options(Form.FIGURES, false, 0);

    ComparisonSummary summary = summary(options, Map.of());

    assertThat(summary.loss().baseline()).isEqualTo(0.5);
    assertThat(summary.accuracy().baseline()).isEqualTo(1.0);
    assertThat(summary.accuracy().candidate()).isEqualTo(0.0);
    assertThat(summary.brierScore().baseline()).isEqualTo(0.25);
    assertThat(summary.divergence()).isNull();
  }

  private static long others(Form form, DataType label, DataType own, Object value, Object of) {
    return summary(
            options(form, true, 0),
            Map.of("label", label, "baseline_label", own),
            "label",
            value,
            "baseline_label",
            of)
        .otherLabels();
  }

  @Test
  void labels_of_either_form_are_compared() {
    DataType id = DataTypes.LongType;
    DataType name = DataTypes.StringType;
    for (Form form : Form.values()) {
      assertThat(others(form, id, id, 1L, 1L)).isZero();
      assertThat(others(form, id, id, 1L, 2L)).isEqualTo(1);
      assertThat(others(form, id, id, 1L, -100L)).isEqualTo(1);
      assertThat(others(form, id, id, 1L, null)).isZero();
      assertThat(others(form, id, DataTypes.DoubleType, 1L, 1.5)).isEqualTo(1);
      assertThat(others(form, id, name, 1L, UTF8String.fromString("dog"))).isZero();
      assertThat(others(form, id, name, 1L, UTF8String.fromString("owl"))).isEqualTo(1);
      assertThat(others(form, id, name, 1L, UTF8String.fromString("cow"))).isEqualTo(1);
      assertThat(others(form, Signature.FLOATS, id, array(0.25f, 0.75f, 0), 1L)).isZero();
      assertThat(others(form, Signature.FLOATS, id, array(0.25f, 0.75f, 0), 0L)).isEqualTo(1);
      assertThat(others(form, FLOATS, FLOATS, array(0.25f, 0.75f, 0), array(0.25f, 0.25f, 0.5f)))
          .isEqualTo(1);
    }
  }

  private static Object randomLogits(Random random, int classes) {
    float[] logits = new float[random.nextInt(20) == 0 ? random.nextInt(300) : classes];
    for (int c = 0; c < logits.length; c++) {
      logits[c] = random.nextInt(400) == 0 ? Float.NaN : (float) random.nextGaussian();
    }
    return random.nextInt(30) == 0 ? null : array(logits);
  }

  private static List<Map<String, Object>> rows(int count, int classes) {
    Random random = new Random(count);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          row(
              "split",
              random.nextInt(30) == 0 ? null : UTF8String.fromString("s" + random.nextInt(3)),
              "logits",
              randomLogits(random, classes),
              "label",
              (long) random.nextInt(classes),
              "id",
              (long) i,
              "slice_0",
              UTF8String.fromString("v" + random.nextInt(3)),
              "cluster",
              random.nextInt(30) == 0 ? null : UTF8String.fromString("c" + random.nextInt(40)),
              "baseline_logits",
              randomLogits(random, classes),
              "baseline_label",
              random.nextInt(30) == 0 ? null : (Long) (long) random.nextInt(classes)));
    }
    return rows;
  }

  private static Object doubles(Object floats) {
    return floats == null
        ? null
        : new GenericArrayData(
            Arrays.stream(box((UnsafeArrayData) floats)).map(Float::doubleValue).toArray());
  }

  private static Float[] box(UnsafeArrayData floats) {
    Float[] boxes = new Float[floats.numElements()];
    Arrays.setAll(boxes, floats::getFloat);
    return boxes;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10, 250})
  void any_order_form_and_partitioning_gives_the_same_bits(int classes) {
    EvaluationOptions options = options(Form.LOGITS, true, 25);
    List<Map<String, Object>> rows = rows(600, classes);
    byte[] expected = state(options, Map.of(), rows).toByteArray();
    List<Map<String, Object>> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(1));
    List<Map<String, Object>> wide = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      Map<String, Object> other = new HashMap<>(row);
      other.put("baseline_logits", doubles(row.get("baseline_logits")));
      wide.add(other);
    }
    EvaluationState merged = state(options, Map.of(), rows.subList(0, 217));
    merged.merge(state(options, Map.of(), rows.subList(217, 600)));

    assertThat(state(options, Map.of(), shuffled).toByteArray()).isEqualTo(expected);
    assertThat(state(options, Map.of("baseline_logits", Signature.DOUBLES), wide).toByteArray())
        .isEqualTo(expected);
    assertThat(merged.toByteArray()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50_000})
  void any_number_of_classes_is_compared(int classes) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      float[] logits = new float[classes];
      logits[i % classes] = i;
      rows.add(row("label", 0L, "logits", array(logits), "baseline_logits", array(logits)));
    }

    ComparisonSummary summary =
        state(options(Form.LOGITS, false, 0), Map.of(), rows)
            .summaries(classes)
            .get(0)
            .metrics()
            .part(ComparisonSummary.class);

    assertThat(summary.rows()).isEqualTo(20);
    assertThat(summary.loss().difference()).isZero();
    assertThat(summary.divergence()).isZero();
    assertThat(summary.equalPredictions()).isEqualTo(1.0);
  }

  @Test
  void clusters_are_told_apart_by_their_text_which_outlives_the_row() {
    byte[] memory = {'7'};
    EvaluationOptions options = options(Form.LOGITS, false, 100);
    Evaluation evaluation = bound(options, Map.of()).create();
    List<String> names = EvaluationArguments.of(options).names();
    for (Object cluster : new Object[] {UTF8String.fromBytes(memory), null, null}) {
      Map<String, Object> row = row("cluster", cluster);
      evaluation.add(new GenericInternalRow(names.stream().map(row::get).toArray()));
    }
    memory[0] = '8';
    for (String cluster : new String[] {"7", "8", "7"}) {
      Map<String, Object> row = row("cluster", UTF8String.fromString(cluster));
      evaluation.add(new GenericInternalRow(names.stream().map(row::get).toArray()));
    }

    ComparisonSummary summary =
        evaluation.state().summaries(3).get(0).metrics().part(ComparisonSummary.class);

    assertThat(summary.clusters()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster | int | cluster is int, expected string",
        "baseline_logits | array<int> | baseline_logits is array<int>, expected array<float>,",
        "baseline_label | int | baseline_label is int, expected bigint, double, string,",
        "baseline_loss | float | baseline_loss is float, expected double",
        "baseline_rank | bigint | baseline_rank is bigint, expected int",
        "slice_0 | int | slice_0 is int, expected string",
      })
  void an_argument_of_another_type_is_refused(String name, String type, String message) {
    Form form = name.equals("baseline_logits") ? Form.LOGITS : Form.FIGURES;
    DataType unfit = DataType.fromDDL(type);

    assertThatThrownBy(() -> bound(options(form, true, 5), Map.of(name, unfit)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void with_clusters_or_a_baseline_all_arguments_must_be_there() {
    StructType types = new StructType();
    for (String name : EvaluationArguments.ROW) {
      types = types.add(name, TYPES.get(name));
    }
    StructType input = types.add("id", DataTypes.LongType).add("slice_0", DataTypes.StringType);

    assertThat(new EvaluateFunction(options(null, false, 0)).bind(input)).isNotNull();
    assertThatThrownBy(() -> new EvaluateFunction(options(null, false, 5)).bind(input))
        .hasMessage(
            "evaluate(split, logits, label, weight, id, slice_0, cluster) takes 7 arguments,"
                + " found 6");
    assertThatThrownBy(() -> new EvaluateFunction(options(Form.LOGITS, false, 0)).bind(input))
        .hasMessage(
            "evaluate(split, logits, label, weight, id, slice_0, baseline_logits) takes 7"
                + " arguments, found 6");
  }
}
