// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

import io.github.sparkxent.job.input.file.FileThreads;
import io.github.sparkxent.metric.state.EvaluationState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Merges many states on several threads: each merges a share of them, and the shares are merged at
 * last. The sums are exact, so neither their number nor their order shows.
 */
public final class StateMerge {
  private static final int LEAST_SHARE = 16;

  private StateMerge() {}

  /** Gives a state when it is its turn, so that few are in memory at once. */
  @FunctionalInterface
  public interface Part {
    EvaluationState get();
  }

  /**
   * Merges states.
   *
   * @param empty makes a state of no rows
   * @param parts the states
   * @throws IOException if it is interrupted
   */
  public static EvaluationState of(Supplier<EvaluationState> empty, List<Part> parts)
      throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    int share = Math.max(LEAST_SHARE, (parts.size() + threads - 1) / threads);
    List<List<Part>> shares = new ArrayList<>();
    for (int from = 0; from < parts.size(); from += share) {
      shares.add(parts.subList(from, Math.min(parts.size(), from + share)));
    }
    EvaluationState all = empty.get();
    for (EvaluationState one : FileThreads.each(shares, some -> merged(empty.get(), some))) {
      all.merge(one);
    }
    return all;
  }

  private static EvaluationState merged(EvaluationState into, List<Part> parts) {
    parts.forEach(part -> into.merge(part.get()));
    return into;
  }
}
