// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.numeric.exact.ExactSum;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** {@code xent.exact_mean(x)}: the exact mean, rounded once; {@code reduce_mean}. */
final class ExactMeanFunction implements UnboundFunction {
  private static final String NAME = "exact_mean";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "exact_mean(x) - the exact mean rounded once, double; NULL if there is no x that is not NULL";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    return new Bound(BoundMoment.numberType(new Signature(NAME, inputType, "x")));
  }

  /** The aggregate. */
  static final class Bound extends BoundMoment {
    private static final long serialVersionUID = 1L;

    Bound(DataType type) {
      super(NAME, type);
    }

    @Override
    double value(ExactSum sum, long count) {
      return sum.mean(count);
    }
  }
}
