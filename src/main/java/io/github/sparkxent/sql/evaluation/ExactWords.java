// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * An exact number among the doubles of a row: the length of its binary form, and then six bytes of
 * it in each double, as a whole number, whose bits no step on the way changes.
 */
final class ExactWords {
  private static final int BYTES_PER_WORD = 6;

  private final byte[] form;

  private ExactWords(byte[] form) {
    this.form = form;
  }

  static ExactWords of(ExactRational number) {
    ExactSum sum = new ExactSum();
    sum.add(number);
    return new ExactWords(sum.toByteArray());
  }

  /** How many doubles it takes. */
  int words() {
    return words(form.length);
  }

  private static int words(int length) {
    return 1 + (length + BYTES_PER_WORD - 1) / BYTES_PER_WORD;
  }

  /** Returns how many doubles a number takes that stands at an index. */
  static int words(ArrayData row, int from) {
    return words((int) row.getDouble(from));
  }

  /** Writes the number from an index on. */
  void write(UnsafeArrayData row, int from) {
    row.setDouble(from, form.length);
    for (int word = 0; word < words() - 1; word++) {
      long value = 0;
      for (int i = 0; i < BYTES_PER_WORD; i++) {
        int at = word * BYTES_PER_WORD + i;
        value = value << 8 | (at < form.length ? form[at] & 0xff : 0);
      }
      row.setDouble(from + 1 + word, value);
    }
  }

  /** Reads the number that stands at an index. */
  static ExactSum read(ArrayData row, int from) {
    byte[] form = new byte[(int) row.getDouble(from)];
    for (int at = 0; at < form.length; at++) {
      long value = (long) row.getDouble(from + 1 + at / BYTES_PER_WORD);
      form[at] = (byte) (value >> 8 * (BYTES_PER_WORD - 1 - at % BYTES_PER_WORD));
    }
    return ExactSum.fromByteArray(form);
  }
}
