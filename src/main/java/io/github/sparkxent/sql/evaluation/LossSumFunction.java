// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.sql.BoundAggregate;
import io.github.sparkxent.sql.Signature;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code xent.loss_sum(loss, weight)}: the exact sum of the products, rounded once: the report's
 * {@code loss_sum} of rows that were evaluated before.
 */
public final class LossSumFunction implements UnboundFunction {
  /** Its name in the catalog. */
  public static final String NAME = "loss_sum";

  public LossSumFunction() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return NAME + "(loss, weight) - the exact sum of loss * weight rounded once, double";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    Signature signature = new Signature(NAME, inputType, "loss", "weight");
    for (int argument = 0; argument < inputType.length(); argument++) {
      if (!signature.type(argument).equals(DataTypes.DoubleType)) {
        throw signature.refuse(argument, "double");
      }
    }
    return new Bound();
  }

  /** The aggregate. */
  static final class Bound extends BoundAggregate<ExactSum, Double> {
    private static final long serialVersionUID = 1L;

    Bound() {
      super(NAME, DataTypes.DoubleType, DataTypes.DoubleType, DataTypes.DoubleType);
    }

    @Override
    public ExactSum create() {
      return new ExactSum();
    }

    @Override
    public void add(ExactSum sum, InternalRow input) {
      // An infinite loss of no weight adds nothing, as in the report.
      double weight = input.getDouble(1);
      if (weight != 0) {
        sum.addProduct(input.getDouble(0), weight);
      }
    }

    @Override
    public void merge(ExactSum sum, ExactSum other) {
      sum.add(other);
    }

    @Override
    public Double result(ExactSum sum) {
      return sum.value();
    }

    @Override
    public byte[] toBytes(ExactSum sum) {
      return sum.toByteArray();
    }

    @Override
    public ExactSum fromBytes(byte[] bytes) {
      return ExactSum.fromByteArray(bytes);
    }
  }
}
