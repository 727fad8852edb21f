// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

/** Finds the vector kernels, which this JVM has if it has jdk.incubator.vector. */
final class KernelDiscovery {

  private KernelDiscovery() {}

  /** A vector kernel of one thread, or null if this JVM has no vectors worth it. */
  static Kernel vectorKernel() {
    return vectors("VectorKernel", Kernel.class);
  }

  /** A kernel of one thread for blocks of rows, which decides none if there are no vectors. */
  static BlockKernel blockKernel() {
    BlockKernel kernel = vectors("VectorBlockKernel", BlockKernel.class);
    return kernel == null ? new BlockKernel() : kernel;
  }

  private static <T> T vectors(String name, Class<T> type) {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return null;
    }
    try {
      return Class.forName(KernelDiscovery.class.getPackageName() + "." + name)
          .asSubclass(type)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }
}
