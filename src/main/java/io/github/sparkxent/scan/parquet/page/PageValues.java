// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

/** The values of one page after the other. */
public interface PageValues {
  /** Forgets the dictionary of a chunk. */
  void reset();

  /** Takes a dictionary, whose arrays the next page uses again. */
  void dictionary(Page page) throws PageFault;

  /** Goes to the values of a page. */
  void start(Page page) throws PageFault;

  /** Refuses values of the page that nobody asked for. */
  void end() throws PageFault;
}
