// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/** Has equal objects of many files be one object, for as long as somebody needs it. */
final class Shared<T> {
  private final Map<T, WeakReference<T>> known = new WeakHashMap<>();

  /** Returns the object that is equal to a new one, which may be this one. */
  synchronized T of(T own) {
    WeakReference<T> reference = known.get(own);
    T same = reference == null ? null : reference.get();
    if (same == null) {
      known.put(own, new WeakReference<>(own));
    }
    return same == null ? own : same;
  }
}
