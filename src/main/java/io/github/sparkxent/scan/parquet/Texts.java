// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.LeafColumn.Kind;
import io.github.sparkxent.scan.parquet.page.ByteValues;
import io.github.sparkxent.scan.parquet.page.LongValues;
import io.github.sparkxent.scan.parquet.page.PageFault;
import io.github.sparkxent.scan.parquet.page.PageValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Decoded rows of a text each. */
public final class Texts extends DecodedColumn {
  private int[] ids = new int[0];
  private TextTable table;
  private ByteValues bytes;
  private LongValues longs;
  private long[] whole = new long[0];

  /** For each entry of the dictionary its place in the table, -1 if it has none yet. */
  private int[] places = new int[0];

  private int generation;

  Texts(ScanTask task) {
    super(task);
  }

  /** Returns a place in {@link #table} for each row, -1 for a null one. */
  public int[] ids() {
    return ids;
  }

  /** Returns the texts. */
  public TextTable table() {
    return table;
  }

  void collectIn(TextTable texts) {
    table = texts;
  }

  @Override
  PageValues values(LeafColumn column) {
    boolean isText = column.kind() == Kind.TEXT || column.kind() == Kind.BYTES;
    bytes = isText ? new ByteValues() : null;
    longs = isText ? null : Longs.of(column);
    return isText ? bytes : longs;
  }

  @Override
  void newDictionary() {
    generation = -1;
  }

  @Override
  void more() throws IOException {
    toValues();
    table.forgetIfFull();
    int count = Math.min(pageLeft, ROWS_AT_ONCE);
    int present = levels(count);
    if (ids.length < count) {
      ids = new int[count];
    }
    if (longs != null) {
      ofIntegers(present);
    } else if (page.hasIds()) {
      ofDictionary(present);
    } else {
      for (int i = 0; i < present; i++) {
        bytes.next();
        ids[i] = table.id(bytes.array(), bytes.from(), bytes.length());
      }
    }
    if (nulls != null) {
      for (int i = count - 1, source = present; i >= 0; i--) {
        ids[i] = nulls[i] ? -1 : ids[--source];
      }
    }
    decoded(count, count);
    handOn(count);
  }

  private void ofDictionary(int count) throws PageFault {
    if (generation != table.generation()) {
      if (places.length < bytes.dictionarySize()) {
        places = new int[bytes.dictionarySize()];
      }
      Arrays.fill(places, 0, bytes.dictionarySize(), -1);
      generation = table.generation();
    }
    int[] entries = bytes.ids(count);
    for (int i = 0; i < count; i++) {
      int place = places[entries[i]];
      ids[i] = place < 0 ? place(entries[i]) : place;
    }
  }

  private int place(int entry) {
    bytes.entry(entry);
    places[entry] = table.id(bytes.array(), bytes.from(), bytes.length());
    return places[entry];
  }

  private void ofIntegers(int count) throws PageFault {
    if (whole.length < count) {
      whole = new long[count];
    }
    longs.read(count, whole, 0);
    boolean unsigned = Longs.isUnsigned(leaf());
    for (int i = 0; i < count; i++) {
      if (i > 0 && whole[i] == whole[i - 1]) {
        ids[i] = ids[i - 1];
      } else {
        String text = unsigned ? Long.toUnsignedString(whole[i]) : Long.toString(whole[i]);
        byte[] digits = text.getBytes(StandardCharsets.US_ASCII);
        ids[i] = table.id(digits, 0, digits.length);
      }
    }
  }
}
