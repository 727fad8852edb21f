// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

/** How many rows of how many classes, in how many splits and files. */
record Shape(long rows, int classes, int splits, int files) {
  /** Train, validation, test. */
  static final int USUAL_SPLITS = 3;

  static final int USUAL_FILES = 8;

  /** So few that a query over them costs nothing but what each query costs. */
  static final int FEW_ROWS = 80;

  Shape(long rows, int classes) {
    this(rows, classes, USUAL_SPLITS, USUAL_FILES);
  }

  Shape scaled(double factor) {
    return new Shape(Math.max(1, Math.round(rows * factor)), classes, splits, files);
  }

  Shape withFewRows() {
    return new Shape(FEW_ROWS, classes, splits, files);
  }

  Shape withSplits(int number) {
    return new Shape(rows, classes, number, files);
  }

  Shape withFiles(int number) {
    return new Shape(rows, classes, splits, number);
  }

  String directory() {
    return rows
        + "x"
        + classes
        + (splits == USUAL_SPLITS ? "" : "-" + splits + "-splits")
        + (files == USUAL_FILES ? "" : "-" + files + "-files");
  }

  @Override
  public String toString() {
    return String.format("%,d x %,d", rows, classes)
        + (splits == USUAL_SPLITS ? "" : String.format(", %,d splits", splits))
        + (files == USUAL_FILES ? "" : String.format(", %,d files", files));
  }
}
