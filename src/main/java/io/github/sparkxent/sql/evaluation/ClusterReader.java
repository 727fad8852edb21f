// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Reads clusters as text, the same text for all rows of one as long as there are not too many. For
 * one thread.
 */
final class ClusterReader {
  private static final int MOST_KNOWN = 10_000;

  private final int argument;
  private final Map<UTF8String, String> known = new HashMap<>();

  /** Creates a reader of one of the arguments. */
  ClusterReader(int argument) {
    this.argument = argument;
  }

  /**
   * Returns the cluster of a row, null for a null one.
   *
   * @throws MalformedTextException if it is no UTF-8
   */
  String read(InternalRow input) {
    if (input.isNullAt(argument)) {
      return null;
    }
    UTF8String value = input.getUTF8String(argument);
    String text = known.get(value);
    if (text == null) {
      text = MalformedTextException.text("comparison.cluster", value.getBytes(), value.numBytes());
      if (known.size() == MOST_KNOWN) {
        known.clear();
      }
      known.put(value.copy(), text);
    }
    return text;
  }
}
