// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.row.PredictionKind;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** Merging of states without Spark. */
class MergeStatesFunctionTest {
  private static final EvaluationOptions OPTIONS = options(1000);

  private static EvaluationOptions options(int maxSplits) {
    return new EvaluationOptions(
        LossOptions.DEFAULT,
        0,
        1e-3,
        PredictionKind.LOGITS,
        1e-3,
        List.of(),
        maxSplits,
        MetricOptions.DEFAULT);
  }

  private static MergeStatesFunction.Bound merge(EvaluationOptions options) {
    return (MergeStatesFunction.Bound) bind(options, DataTypes.BinaryType);
  }

  private static BoundFunction bind(EvaluationOptions options, DataType... types) {
    StructType input = new StructType();
    for (DataType type : types) {
      input = input.add("a" + input.length(), type);
    }
    return new MergeStatesFunction(options).bind(input);
  }

  /** The state of some rows of two splits. */
  private static byte[] evaluated(EvaluationOptions options, int from, int to) {
    StructType input =
        new StructType()
            .add("split", DataTypes.StringType)
            .add("logits", DataTypes.createArrayType(DataTypes.FloatType))
            .add("label", DataTypes.LongType)
            .add("weight", DataTypes.DoubleType);
    var evaluate = (EvaluateFunction.Bound) new EvaluateFunction(options).bind(input);
    Serializable state = evaluate.newAggregationState();
    for (int i = from; i < to; i++) {
      float[] logits = {i, -i / 3f, 1};
      state =
          evaluate.update(
              state,
              row(
                  UTF8String.fromString(i % 3 == 0 ? "dev" : "test"),
                  UnsafeArrayData.fromPrimitiveArray(logits),
                  (long) (i % 4),
                  1.0));
    }
    return evaluate.produceResult(state);
  }

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }

  private static byte[] merged(MergeStatesFunction.Bound merge, byte[]... states) {
    Serializable state = merge.newAggregationState();
    for (byte[] one : states) {
      state = merge.update(state, row((Object) one));
    }
    return merge.produceResult(state);
  }

  @Test
  void the_state_of_all_rows_is_that_of_their_parts_in_any_order() {
    byte[] all = evaluated(OPTIONS, 0, 100);
    byte[][] parts = {
      evaluated(OPTIONS, 0, 33), evaluated(OPTIONS, 33, 34), evaluated(OPTIONS, 34, 100)
    };

    assertThat(merged(merge(OPTIONS), parts)).isEqualTo(all);
    assertThat(merged(merge(OPTIONS), parts[2], null, parts[0], parts[1], null)).isEqualTo(all);
    MergeStatesFunction.Bound merge = merge(OPTIONS);
    assertThat(
            merged(
                merge, merged(merge, parts[1]), merged(merge, parts[0], parts[2]), merged(merge)))
        .isEqualTo(all);
  }

  @Test
  void partial_results_merge_in_memory_and_on_the_wire() {
    MergeStatesFunction.Bound merge = merge(OPTIONS);
    Serializable left =
        merge.update(merge.newAggregationState(), row((Object) evaluated(OPTIONS, 0, 50)));
    Serializable right =
        merge.update(merge.newAggregationState(), row((Object) evaluated(OPTIONS, 50, 100)));
    byte[] wire = merge.produceResult(right);

    assertThat(merge.produceResult(merge.merge(wire, left))).isEqualTo(evaluated(OPTIONS, 0, 100));
  }

  @Test
  void of_no_states_it_is_the_state_of_no_rows() {
    byte[] none = new EvaluationState(1000, MetricOptions.DEFAULT).toByteArray();

    assertThat(merged(merge(OPTIONS))).isEqualTo(none);
    assertThat(merged(merge(OPTIONS), null, null)).isEqualTo(none);
  }

  @Test
  void a_state_of_other_options_is_refused_as_is_a_damaged_one() {
    MergeStatesFunction.Bound merge = merge(OPTIONS);
    byte[] other = evaluated(options(7), 0, 3);
    byte[] state = evaluated(OPTIONS, 0, 3);

    assertThatThrownBy(() -> merged(merge, state, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("states of different options cannot be merged");
    assertThatThrownBy(() -> merged(merge, Arrays.copyOf(state, state.length - 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> merged(merge, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void it_takes_one_binary_and_functions_of_other_options_are_others() {
    assertThatThrownBy(() -> bind(OPTIONS, DataTypes.StringType)).hasMessageContaining("binary");
    assertThatThrownBy(() -> bind(OPTIONS)).hasMessageContaining("merge_states");
    assertThat(merge(OPTIONS)).isEqualTo(merge(options(1000))).isNotEqualTo(merge(options(7)));
    assertThat(merge(OPTIONS).canonicalName()).isNotEqualTo(merge(options(7)).canonicalName());
  }

  @Test
  void outside_of_a_run_the_options_are_those_of_the_states() {
    MergeStatesFunction.Bound merge =
        (MergeStatesFunction.Bound)
            new MergeStatesFunction().bind(new StructType().add("state", DataTypes.BinaryType));
    byte[] all = evaluated(options(7), 0, 100);
    byte[][] parts = {evaluated(options(7), 60, 100), evaluated(options(7), 0, 60)};

    assertThat(merged(merge, null, parts[0], parts[1])).isEqualTo(all);
    assertThat(merged(merge)).isNull();
    assertThat(merged(merge, null, null)).isNull();
    Serializable some = merge.update(merge.newAggregationState(), row((Object) parts[0]));
    Serializable others = merge.update(merge.newAggregationState(), row((Object) parts[1]));
    byte[] nothing = merge.toBytes(merge.create());
    assertThat(merge.produceResult(merge.merge(merge.merge(nothing, some), others))).isEqualTo(all);
    assertThat(merge.produceResult(merge.merge(merge.merge(others, nothing), nothing)))
        .isEqualTo(parts[1]);
    assertThatThrownBy(() -> merged(merge, parts[0], evaluated(OPTIONS, 0, 3)))
        .hasMessage("states of different options cannot be merged");
    assertThatThrownBy(() -> merged(merge, Arrays.copyOf(all, all.length - 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(merge).isNotEqualTo(merge(OPTIONS));
  }
}
