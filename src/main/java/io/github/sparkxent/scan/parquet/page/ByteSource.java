// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import java.io.IOException;

/** A file of which any place can be read. */
public interface ByteSource {
  /**
   * Reads bytes, all of them.
   *
   * @param position where they begin in the file
   * @throws IOException if they cannot be read
   */
  void read(long position, byte[] bytes, int offset, int count) throws IOException;
}
