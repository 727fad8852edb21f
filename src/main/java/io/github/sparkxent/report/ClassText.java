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
package io.github.sparkxent.report;

/** A class for people to read: its id, with its name beside it where there is one. */
public final class ClassText {
  private ClassText() {}

  /**
   * Returns a class in words.
   *
   * @param id the class id
   * @param name the name of the class, or null
   * @return such as {@code 3} or {@code 3 (three)}; a name is cut at 200 characters
   */
  public static String of(String id, String name) {
    return name == null ? id : id + " (" + SplitPart.valueText(name) + ")";
  }
}
