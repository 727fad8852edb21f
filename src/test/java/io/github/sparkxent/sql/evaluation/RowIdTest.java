// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class RowIdTest {
  private static InternalRow row(Object id) {
    return new GenericInternalRow(new Object[] {"other", id});
  }

  private static String taken(DataType type, Object id) {
    RowId taken = new RowId(type, 1);
    taken.take(row(id));
    return taken.orNull() == null ? null : taken.toString();
  }

  @Test
  void is_the_text_of_its_type() {
    assertThat(taken(DataTypes.StringType, UTF8String.fromString("image-7"))).isEqualTo("image-7");
    assertThat(taken(DataTypes.LongType, -(1L << 40))).isEqualTo("-1099511627776");
    assertThat(taken(DataTypes.IntegerType, -7)).isEqualTo("-7");
    assertThat(taken(DataTypes.StringType, null)).isNull();
    assertThat(taken(DataTypes.LongType, null)).isNull();
    assertThat(taken(null, "never looked at")).isNull();
  }

  @Test
  void one_that_is_kept_outlives_its_row() {
    byte[] memory = "image-7".getBytes(StandardCharsets.UTF_8);
    RowId kept = new RowId(DataTypes.StringType, 1);

    kept.keep(row(UTF8String.fromBytes(memory)));
    Arrays.fill(memory, (byte) '?');

    assertThat(kept.toString()).isEqualTo("image-7");
    kept.keep(row(null));
    assertThat(kept.orNull()).isNull();
  }
}
