// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static java.util.Objects.requireNonNullElse;

/**
 * Where the states of files are kept, so that a later run evaluates none of them again.
 *
 * @param directory the directory of the states; null only in a merge, which names them itself
 * @param duplicateContent what to do with two files of equal content under two names
 */
public record IncrementsConfig(String directory, DuplicateContent duplicateContent) {
  /** What to do with two files of equal content. */
  public enum DuplicateContent {
    /** End the run: the rows would be counted twice. */
    FAIL,
    /** Count the rows of both. */
    ALLOW
  }

  /** Fills in the defaults. */
  public IncrementsConfig {
    requireDirectory(directory == null ? duplicateContent != null : !directory.isBlank());
    duplicateContent = requireNonNullElse(duplicateContent, DuplicateContent.FAIL);
  }

  /** Refuses increments that would be kept nowhere, which only a merge may have. */
  void requireDirectory() {
    requireDirectory(directory != null);
  }

  private static void requireDirectory(boolean isThere) {
    if (!isThere) {
      throw new IllegalArgumentException(
          "increments.directory is empty, expected a directory for the states of files");
    }
  }

  /**
   * Refuses what a run would need more for than the state of each file.
   *
   * @param knowsClasses whether the number of classes is known before a row is read
   */
  void require(
      DataSource source,
      LabelsConfig labels,
      BaselineConfig baseline,
      QualityConfig quality,
      OutputConfig output,
      boolean knowsClasses) {
    refuse(source.table() != null, "input.table", "input.path, since its files are not known");
    refuse(source.query() != null, "input.query", "input.path, and expressions in columns");
    refuse(
        !source.hasFooters(),
        "input.format " + source.format(),
        "parquet, whose footers tell files apart");
    refuse(labels != null, "labels", "the label in the same rows, columns.label");
    refuse(
        baseline != null && baseline.isDataSet(),
        "a baseline of its own",
        "one in the same rows, columns.baseline_logits");
    refuse(output.losses() != null, "output.losses", "none, since not all rows are read");
    refuse(quality.quarantine() != null, "quality.quarantine", "none, since not all rows are read");
    refuse(
        !knowsClasses,
        "an unknown number of classes",
        "quality.num_classes, classes or loss.class_weights");
  }

  private static void refuse(boolean isThere, String what, String expected) {
    if (isThere) {
      throw new IllegalArgumentException("increments with " + what + ", expected " + expected);
    }
  }
}
