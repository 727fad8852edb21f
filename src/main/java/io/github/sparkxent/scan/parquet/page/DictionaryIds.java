// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

/** The values of a page as places in the dictionary of its chunk. */
final class DictionaryIds {
  private final Runs runs = new Runs();
  private int[] ids = new int[0];
  private int size;
  private boolean empty;

  void start(Page page, int dictionarySize) throws PageFault {
    if (dictionarySize < 0) {
      throw new PageFault("ids of a dictionary, but there is none");
    }
    size = dictionarySize;
    // A page without a value that is there may lack even the width of its ids.
    empty = page.bytes() == 0;
    int width = empty ? 0 : page.data[page.from];
    runs.start(page.data, Math.min(page.from + 1, page.end), page.end, width);
  }

  /** Returns the next ids, each of one of the entries. */
  int[] read(int count) throws PageFault {
    if (empty && count > 0) {
      throw new PageFault("no bytes for the ids of a dictionary, expected at least their width");
    }
    if (ids.length < count) {
      ids = new int[count];
    }
    runs.read(count, ids, 0);
    int largest = 0;
    int signs = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, ids[i]);
      signs |= ids[i];
    }
    if (count > 0 && (signs < 0 || largest >= size)) {
      throw new PageFault(
          "id %s of a dictionary, expected 0 to %s"
              .formatted(Integer.toUnsignedString(signs < 0 ? signs : largest), size - 1));
    }
    return ids;
  }
}
