// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The first rows of an order, at most a number of them. If the order is total up to rows that are
 * equal in all they show, these are the same however the rows come.
 *
 * @param <T> a row
 */
public final class FirstRows<T> {
  private final int capacity;
  private final Comparator<? super T> order;
  private final List<T> rows = new ArrayList<>();

  public FirstRows(int capacity, Comparator<? super T> order) {
    this.capacity = capacity;
    this.order = order;
  }

  /** Adds a row, unless as many come before it. */
  public void add(T row) {
    int found = Collections.binarySearch(rows, row, order);
    int place = found < 0 ? -1 - found : found;
    if (place == capacity) {
      return;
    }
    if (isFull()) {
      rows.remove(capacity - 1);
    }
    rows.add(place, row);
  }

  /** Tells whether a row has to come before the last to enter. */
  public boolean isFull() {
    return rows.size() == capacity;
  }

  /** Returns the last of the rows, of which there are some. */
  public T last() {
    return rows.get(rows.size() - 1);
  }

  /** Returns the rows in order. */
  public List<T> rows() {
    return List.copyOf(rows);
  }
}
