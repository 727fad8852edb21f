// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.page.DoubleValues;
import io.github.sparkxent.scan.parquet.page.PageFault;
import io.github.sparkxent.scan.parquet.page.PageValues;
import java.util.Arrays;

/** Decoded rows of a list of doubles each. */
public final class DoubleLists extends Lists {
  private double[] values = new double[0];
  private DoubleValues doubles;

  DoubleLists(ScanTask task) {
    super(task);
  }

  /** Returns the elements of all rows; that of a null one means nothing. */
  public double[] values() {
    return values;
  }

  @Override
  PageValues values(LeafColumn column) {
    doubles = Doubles.of(column);
    return doubles;
  }

  @Override
  void room(int elements, int kept) {
    if (values.length < elements) {
      values = Arrays.copyOf(kept == 0 ? new double[0] : values, roomy(elements));
    }
  }

  @Override
  void move(int from, int count) {
    System.arraycopy(values, from, values, 0, count);
  }

  @Override
  void read(int count, int at) throws PageFault {
    doubles.read(count, values, at);
  }

  @Override
  void spread(int at, int present, boolean[] nullAt, int end) {
    int source = at + present;
    for (int i = end - 1; i >= at; i--) {
      values[i] = nullAt[i] ? 0.0 : values[--source];
    }
  }
}
