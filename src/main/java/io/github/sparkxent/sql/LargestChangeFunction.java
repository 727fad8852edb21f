// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.numeric.LogitEncoding;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@code xent.largest_change(logits, encoding)}: by how much packing changes a logit of a row,
 * which bounds the change of its loss.
 */
public final class LargestChangeFunction {
  /** Its name in the catalog. */
  public static final String NAME = "largest_change";

  static final PublicFunction FUNCTION =
      new PublicFunction(
          NAME,
          List.of(
              new PublicFunction.Parameter("logits", ArgumentType.FLOATS),
              new PublicFunction.Parameter("encoding", ArgumentType.ENCODING)),
          DataTypes.DoubleType,
          "the largest distance of a finite logit from its rounded value, double",
          Bound::new);

  private LargestChangeFunction() {}

  /** The function; infinite if a finite logit becomes infinite. */
  public static final class Bound extends BoundScalar<Double> {
    Bound(Binding binding) {
      super(binding);
    }

    public static Double invoke(ArrayData logits, UTF8String encoding) {
      return logits == null || encoding == null
          ? null
          : (Double)
              LogitEncoding.ofText(encoding.toString())
                  .largestChange(ArrayArgument.floats("logits", logits));
    }

    @Override
    public Double produceResult(InternalRow row) {
      return invoke(array(row, 0), text(row, 1));
    }
  }
}
