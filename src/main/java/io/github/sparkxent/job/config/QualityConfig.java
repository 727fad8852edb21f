// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static io.github.sparkxent.job.config.ConfigurationChecks.require;
import static java.util.Objects.requireNonNullElse;

import java.util.Locale;

/**
 * What to do with bad rows.
 *
 * @param invalidRows what to do when there are any
 * @param maxInvalidFraction with skip and quarantine, the largest share of the rows read that may
 *     be invalid
 * @param quarantine the name of the subdirectory for the invalid rows
 * @param labelSumTolerance how far from 1 a label distribution may sum
 * @param probabilitySumTolerance how far from 1 the probabilities of a row may sum
 * @param maxSplits the largest number of splits
 * @param numClasses the number of classes of every row, or null: that of most rows
 */
public record QualityConfig(
    InvalidRows invalidRows,
    Double maxInvalidFraction,
    String quarantine,
    Double labelSumTolerance,
    Double probabilitySumTolerance,
    Integer maxSplits,
    Integer numClasses) {
  /** What to do when there are invalid rows. */
  public enum InvalidRows {
    /** End without a report. */
    FAIL,
    /** Leave them out, count them and go on. */
    SKIP,
    /** Like skip, and write them whole with their reason. */
    QUARANTINE
  }

  /** Fills in the defaults. */
  public QualityConfig {
    invalidRows = requireNonNullElse(invalidRows, InvalidRows.FAIL);
    quarantine = quarantineName(invalidRows, quarantine);
    maxInvalidFraction = requireNonNullElse(maxInvalidFraction, 1.0);
    labelSumTolerance = requireNonNullElse(labelSumTolerance, 1e-3);
    probabilitySumTolerance = requireNonNullElse(probabilitySumTolerance, 1e-3);
    maxSplits = requireNonNullElse(maxSplits, 10_000);
    require(
        maxInvalidFraction >= 0 && maxInvalidFraction <= 1,
        "quality.max_invalid_fraction",
        maxInvalidFraction,
        "0 to 1");
    require(labelSumTolerance >= 0, "quality.label_sum_tolerance", labelSumTolerance, "0 or more");
    require(
        probabilitySumTolerance >= 0,
        "quality.probability_sum_tolerance",
        probabilitySumTolerance,
        "0 or more");
    require(maxSplits >= 1, "quality.max_splits", maxSplits, "1 or more");
    require(numClasses == null || numClasses >= 1, "quality.num_classes", numClasses, "1 or more");
  }

  private static String quarantineName(InvalidRows invalidRows, String given) {
    if (invalidRows == InvalidRows.QUARANTINE) {
      String name = requireNonNullElse(given, "quarantine");
      RunNames.requirePlain("quality.quarantine", name);
      return name;
    }
    if (given != null) {
      throw new IllegalArgumentException(
          "quality.quarantine is \"%s\" with quality.invalid_rows %s, expected quality.invalid_rows: quarantine"
              .formatted(given, invalidRows.toString().toLowerCase(Locale.ROOT)));
    }
    return null;
  }
}
