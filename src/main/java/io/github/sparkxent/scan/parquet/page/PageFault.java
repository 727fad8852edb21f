// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import java.io.IOException;

/** What is wrong with pages. Who catches it knows the file, the column and the row group. */
public final class PageFault extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was found.
   *
   * @param message a piece of a sentence: what was found, and what was expected
   */
  public PageFault(String message) {
    super(message);
  }

  PageFault(String message, Throwable cause) {
    super(message, cause);
  }
}
