// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs with the module of the vector kernel and once more without it. */
@Tag("with-and-without-vectors")
class KernelChoiceTest {

  private static final boolean HAS_MODULE =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  @Test
  void without_the_module_there_is_no_vector_kernel_and_nothing_fails() {
    assumeThat(HAS_MODULE).isFalse();
    assertThat(KernelDiscovery.vectorKernel()).isNull();
    assertThat(new KernelChoice(0).forCount(1000)).isInstanceOf(ScalarKernel.class);
    assertThat(new KernelChoice(0).blocksNow(10)).isFalse();
    assertThat(KernelDiscovery.blockKernel()).isExactlyInstanceOf(BlockKernel.class);
  }

  @Test
  void a_thread_changes_to_vectors_when_its_patience_is_used_up() {
    Kernel vector = KernelDiscovery.vectorKernel();
    assumeThat(vector).isNotNull();
    KernelChoice choice = new KernelChoice(2500);
    assertThat(choice.forCount(1000)).isInstanceOf(ScalarKernel.class);
    assertThat(choice.forCount(1000)).isInstanceOf(ScalarKernel.class);
    assertThat(choice.forCount(1000)).isInstanceOf(ScalarKernel.class);
    assertThat(choice.forCount(1000)).isInstanceOf(vector.getClass());
  }

  @Test
  void a_thread_changes_to_blocks_when_its_patience_with_such_rows_is_used_up() {
    assumeThat(HAS_MODULE).isTrue();
    KernelChoice choice = new KernelChoice(Long.MAX_VALUE, 25);
    assertThat(choice.blocksNow(10)).isFalse();
    assertThat(choice.blocksNow(10)).isFalse();
    assertThat(choice.blocksNow(10)).isFalse();
    assertThat(choice.blocksNow(10)).isTrue();
    assertThat(choice.blocksNow(10)).isTrue();
    assertThat(choice.forCount(1000)).isInstanceOf(ScalarKernel.class);
  }

  @Test
  void few_classes_stay_with_the_scalar_kernel() {
    KernelChoice choice = new KernelChoice(0);
    for (int i = 0; i < 100; i++) {
      assertThat(choice.forCount(9)).isInstanceOf(ScalarKernel.class);
    }
  }
}
