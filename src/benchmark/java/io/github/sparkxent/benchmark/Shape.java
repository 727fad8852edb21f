/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.benchmark;

/** How many rows of how many classes, in how many splits and files. */
record Shape(long rows, int classes, int splits, int files) {
  /** Train, validation, test. */
  static final int USUAL_SPLITS = 3;

  static final int USUAL_FILES = 8;

  Shape(long rows, int classes) {
    this(rows, classes, USUAL_SPLITS, USUAL_FILES);
  }

  Shape scaled(double factor) {
    return new Shape(Math.max(1, Math.round(rows * factor)), classes, splits, files);
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
