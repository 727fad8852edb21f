// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.job.failure.EvaluationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A failure in a thread is the failure that it would be without one. */
class FileThreadsTest {
  private static Throwable thrown(Throwable failure) {
    return catchThrowable(
        () ->
            FileThreads.each(
                List.of(1, 2, 3),
                file -> {
                  if (failure instanceof IOException io) {
                    throw io;
                  }
                  if (failure instanceof RuntimeException unchecked) {
                    throw unchecked;
                  }
                  throw (Error) failure;
                }));
  }

  @Test
  void results_stand_in_the_order_of_the_files() throws IOException {
    assertThat(FileThreads.each(List.of(3, 1, 2), file -> 10 * file)).containsExactly(30, 10, 20);
  }

  @Test
  void a_failure_of_storage_is_one() {
    for (Throwable failure :
        List.of(
            new FileNotFoundException("f"),
            new UncheckedIOException(new IOException("broken pipe")),
            FaultyFileSystem.fullDisk())) {
      assertThat(thrown(failure)).isInstanceOf(IOException.class).hasCause(failure);
    }
  }

  @Test
  void a_fault_of_the_program_is_not_taken_for_one_of_storage() {
    for (Throwable failure :
        List.of(
            new IllegalStateException("two states"),
            new NullPointerException(),
            new OutOfMemoryError("heap"),
            EvaluationException.configuration("no"))) {
      assertThat(thrown(failure)).isSameAs(failure);
    }
  }
}
