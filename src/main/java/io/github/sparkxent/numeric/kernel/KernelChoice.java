// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import java.util.Locale;

/**
 * When a thread changes from the scalar kernel to the vector kernels that {@link KernelDiscovery}
 * finds. All give the same losses, so this is a matter of time alone.
 *
 * <p>The vector kernels take less time than the scalar one, but jdk.incubator.vector needs one to
 * three seconds to warm up. So each thread starts with the scalar kernel, and changes once it has
 * spent about as long as the warm-up takes. Rows of few classes stay with the scalar kernel, except
 * those that can wait for others. These go to the kernel of blocks, after fewer logits, since it
 * saves more and is warm sooner. The system property {@code sparkxent.kernel} can be set to {@code
 * scalar} (never change) or {@code vector} (change at once).
 */
final class KernelChoice {

  /** Fewer logits than this are faster one at a time. */
  static final int LEAST_COUNT = 16;

  /** After how many logits a thread changes: about three seconds' worth. */
  private static final long USUAL_PATIENCE = 1L << 29;

  /** The same for rows that can be in blocks: about the number that pays for the warm-up. */
  private static final long USUAL_BLOCK_PATIENCE = 1L << 25;

  private static final String SETTING =
      System.getProperty("sparkxent.kernel", "").toLowerCase(Locale.ROOT);

  private final Kernel scalar = new ScalarKernel();
  private final Kernel vector;
  private long patience;
  private long blockPatience;

  KernelChoice() {
    this(asSet(USUAL_PATIENCE), asSet(USUAL_BLOCK_PATIENCE));
  }

  private static long asSet(long usual) {
    return switch (SETTING) {
      case "vector" -> 0;
      case "scalar" -> Long.MAX_VALUE;
      default -> usual;
    };
  }

  /** A choice that changes after a number of logits. */
  KernelChoice(long patience) {
    this(patience, patience);
  }

  /**
   * A choice that changes after a number of logits of single rows, or of rows that could be in
   * blocks.
   */
  KernelChoice(long patience, long blockPatience) {
    vector = KernelDiscovery.vectorKernel();
    this.patience = patience;
    this.blockPatience = vector == null ? Long.MAX_VALUE : blockPatience;
  }

  /** The kernel for the next row of this thread, with its number of logits to sum. */
  Kernel forCount(int count) {
    if (vector == null || count < LEAST_COUNT) {
      return scalar;
    }
    if (patience > 0) {
      patience -= count;
      return scalar;
    }
    return vector;
  }

  /** The current kernel for rows of many classes. */
  Kernel now() {
    return vector == null || patience > 0 ? scalar : vector;
  }

  /** Whether to evaluate the next row of this thread, of few classes, in a block. */
  boolean blocksNow(int classes) {
    if (blockPatience > 0) {
      blockPatience -= classes;
      return false;
    }
    return true;
  }
}
