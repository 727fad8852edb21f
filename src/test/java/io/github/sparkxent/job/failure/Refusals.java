// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a run ends with that cannot be done. */
public final class Refusals {
  private Refusals() {}

  /** Asserts that a run ends with one line, and whose business it is. */
  public static AbstractThrowableAssert<?, ? extends Throwable> assertRefusal(
      EvaluationException.Kind kind, ThrowingCallable run) {
    return assertThatThrownBy(run)
        .isInstanceOfSatisfying(
            EvaluationException.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(kind);
              assertThat(refused.getMessage()).doesNotContain("\n");
            });
  }
}
