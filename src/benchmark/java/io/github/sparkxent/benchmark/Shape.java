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

/** How many rows of how many classes: about as many logits each. */
record Shape(long rows, int classes) {
  Shape scaled(double factor) {
    return new Shape(Math.max(1, Math.round(rows * factor)), classes);
  }

  String directory() {
    return rows + "x" + classes;
  }

  @Override
  public String toString() {
    return String.format("%,d x %,d", rows, classes);
  }
}
