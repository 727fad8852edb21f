/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.sql;

import io.github.sparkxent.numeric.ExactSum;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** {@code xent.exact_sum(x)}: the exact sum, rounded once; {@code reduce_sum}. */
final class ExactSumFunction implements UnboundFunction {
  private static final String NAME = "exact_sum";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "exact_sum(x) - the exact sum rounded once, double; NULL if there is no x that is not NULL";
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
      return sum.value();
    }
  }
}
