// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.metric.SliceSummary;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.sql.BoundScalar;
import io.github.sparkxent.sql.Signature;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@code xent.metrics(state)}: the metrics of a state of {@code xent.evaluate}, as an array of
 * structs: of each split, and then of each value of its slices. Rows without a split have none.
 *
 * <p>It has no {@code invoke} for generated code: it is called for few rows.
 */
public final class MetricsFunction implements UnboundFunction {
  /** The function's name in the catalog. */
  public static final String NAME = "metrics";

  private static final DataType TYPE =
      DataTypes.createArrayType(
          new StructType()
              .add("split", DataTypes.StringType, false)
              .add("slice", DataTypes.StringType)
              .add("slice_value", DataTypes.StringType)
              .add("metric", DataTypes.StringType, false)
              .add("value", DataTypes.DoubleType),
          false);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return NAME
        + "(state) - the metrics of a state of an evaluation,"
        + " array<struct<split, slice, slice_value, metric, value>>";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    new Signature(NAME, inputType, "state").require(0, DataTypes.BinaryType);
    return new Bound();
  }

  /** The function, bound. */
  static final class Bound extends BoundScalar<ArrayData> {
    private static final long serialVersionUID = 1L;

    Bound() {
      super(NAME, TYPE, DataTypes.BinaryType);
    }

    /**
     * Returns the metrics.
     *
     * @throws IllegalArgumentException if the state is damaged, or had too many splits
     */
    @Override
    public ArrayData produceResult(InternalRow input) {
      if (input.isNullAt(0)) {
        return null;
      }
      EvaluationState state = EvaluationState.fromByteArray(input.getBinary(0));
      if (state.hasTooManySplits()) {
        throw new IllegalArgumentException(
            "the state has no figures: there were more splits than quality.max_splits");
      }
      List<InternalRow> rows = new ArrayList<>();
      for (SplitSummary split : state.summaries(state.commonNumClasses())) {
        if (split.split() != null) {
          add(rows, split, null);
          split.slices().forEach(value -> add(rows, value.rows(), value));
        }
      }
      return new GenericArrayData(rows.toArray());
    }

    private static void add(List<InternalRow> rows, SplitSummary split, SliceSummary value) {
      MetricValues metrics = MetricValues.of(split.metrics());
      for (String name : metrics.names()) {
        Number number = metrics.value(name);
        rows.add(
            new GenericInternalRow(
                new Object[] {
                  UTF8String.fromString(split.split()),
                  value == null ? null : UTF8String.fromString(value.slice()),
                  value == null ? null : UTF8String.fromString(value.value()),
                  UTF8String.fromString(name),
                  number == null ? null : (Double) number.doubleValue()
                }));
      }
    }
  }
}
