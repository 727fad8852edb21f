// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import static org.apache.spark.sql.catalyst.expressions.UnsafeArrayData.fromPrimitiveArray;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.numeric.PackedLogits;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that do not know {@code invoke} get what it gives. */
class BoundScalarTest {
  private static final float[] NUMBERS = {0.25F, 0.5F, 0.25F};

  /** An argument of each type that a function of logits or of a distribution takes. */
  private record Argument(DataType type, Object value) {}

  private static final Argument DOUBLES =
      new Argument(Signature.DOUBLES, fromPrimitiveArray(new double[] {0.25, 0.5, 0.25}));

  private static final List<Argument> FORMS =
      List.of(
          DOUBLES,
          new Argument(Signature.FLOATS, fromPrimitiveArray(NUMBERS)),
          new Argument(DataTypes.BinaryType, PackedLogits.pack(NUMBERS)));

  private static Object value(PublicFunction function, Argument first, Argument second) {
    StructType types = new StructType().add("first", first.type());
    if (function.parameters().size() == 2) {
      types = types.add("second", second.type());
    }
    return ((BoundScalar<?>) function.bind(types))
        .produceResult(new GenericInternalRow(new Object[] {first.value(), second.value()}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "softmax",
        "log_softmax",
        "logsumexp",
        "sparse_softmax_cross_entropy_with_logits",
        "softmax_cross_entropy_with_logits",
        "cross_entropy"
      })
  void is_the_same_for_each_type_of_argument_and_null_for_null(String name) {
    PublicFunction function = BoundNameTest.named(name);
    boolean isSparse = name.startsWith("sparse");
    for (Argument first : name.equals("cross_entropy") ? FORMS.subList(0, 2) : FORMS) {
      for (Argument labels : FORMS.subList(0, 2)) {
        Argument second = isSparse ? new Argument(DataTypes.LongType, 1L) : labels;

        assertThat(value(function, first, second))
            .isEqualTo(value(function, DOUBLES, isSparse ? second : DOUBLES))
            .isNotNull();
        assertThat(value(function, new Argument(first.type(), null), second)).isNull();
        if (function.parameters().size() == 2) {
          assertThat(value(function, first, new Argument(second.type(), null))).isNull();
        }
      }
    }
  }
}
