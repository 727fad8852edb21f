// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.sparkxent.numeric.LossOptions;
import java.util.List;
import java.util.OptionalLong;

/**
 * The options of the loss.
 *
 * @param labelSmoothing e in p' = (1 - e) p + e / C
 * @param ignoreIndex the class id of rows to leave out, or null
 * @param classWeights one weight a class, or null
 */
public record LossConfig(
    Double labelSmoothing,
    Long ignoreIndex,
    @JsonFormat(without = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<Double> classWeights) {
  /** Fills in the defaults. */
  public LossConfig {
    labelSmoothing = requireNonNullElse(labelSmoothing, 0.0);
    if (classWeights != null) {
      requireWeights(classWeights);
      classWeights = List.copyOf(classWeights);
    }
    options(labelSmoothing, ignoreIndex, classWeights);
  }

  private static void requireWeights(List<Double> weights) {
    if (weights.isEmpty()) {
      throw new IllegalArgumentException(
          "loss.class_weights is empty, expected one weight a class");
    }
    for (int c = 0; c < weights.size(); c++) {
      Double weight = weights.get(c);
      ConfigurationChecks.require(
          weight != null && weight >= 0 && weight <= Double.MAX_VALUE,
          "loss.class_weights[" + c + "]",
          weight,
          "a finite number, 0 or more");
    }
  }

  public LossOptions options() {
    return options(labelSmoothing, ignoreIndex, classWeights);
  }

  private static LossOptions options(double smoothing, Long ignored, List<Double> weights) {
    return LossOptions.of(
        smoothing,
        weights == null ? null : weights.stream().mapToDouble(Double::doubleValue).toArray(),
        ignored == null ? OptionalLong.empty() : OptionalLong.of(ignored));
  }
}
