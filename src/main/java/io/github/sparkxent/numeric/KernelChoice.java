/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.numeric;

import java.util.Locale;

/**
 * Which kernel goes over the logits of a row. All give the same losses, so this is a matter of time
 * alone.
 *
 * <p>The vector kernel takes less time than the scalar one, but the machinery of
 * jdk.incubator.vector needs one to three seconds of warm-up before it does. So each thread starts
 * with the scalar kernel, and changes once it has spent about as long as that warm-up takes. Rows
 * of few classes stay with the scalar kernel. The system property {@code sparkxent.kernel} can be
 * set to {@code scalar} (never change) or {@code vector} (change at once).
 */
final class KernelChoice {

  /** Fewer logits than this are faster one at a time. */
  static final int LEAST_COUNT = 16;

  /** After how many logits a thread changes: about three seconds' worth. */
  private static final long USUAL_PATIENCE = 1L << 29;

  private static final String SETTING =
      System.getProperty("sparkxent.kernel", "").toLowerCase(Locale.ROOT);

  private final RowKernel scalar = new ScalarRowKernel();
  private final RowKernel vector;
  private long patience;

  KernelChoice() {
    this(SETTING.equals("vector") ? 0 : SETTING.equals("scalar") ? Long.MAX_VALUE : USUAL_PATIENCE);
  }

  /** A choice that changes after so many logits. */
  KernelChoice(long patience) {
    this.patience = patience;
    vector = vectorKernel();
  }

  /** The kernel for the next row of this thread, which has so many logits to sum. */
  RowKernel forCount(int count) {
    if (vector == null || count < LEAST_COUNT) {
      return scalar;
    }
    if (patience > 0) {
      patience -= count;
      return scalar;
    }
    return vector;
  }

  /** The kernel that rows of many classes have by now. */
  RowKernel now() {
    return vector == null || patience > 0 ? scalar : vector;
  }

  /** A vector kernel of one thread, or null if this JVM has no vectors worth it. */
  static RowKernel vectorKernel() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return null;
    }
    try {
      return Class.forName("io.github.sparkxent.numeric.VectorRowKernel")
          .asSubclass(RowKernel.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }
}
