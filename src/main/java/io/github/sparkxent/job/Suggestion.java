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
package io.github.sparkxent.job;

import java.util.Collection;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The name that was likely meant, for messages about one that is not known. */
final class Suggestion {
  private Suggestion() {}

  /**
   * Returns the end of a message.
   *
   * @param found what is not known
   * @param known the names that are
   * @return {@code "; did you mean loss_mean?"}, or an empty text if no name is near
   */
  static String of(String found, Collection<String> known) {
    int most = Math.max(1, found.length() / 3);
    String nearest = null;
    for (String name : known) {
      int distance =
          LevenshteinDistance.getDefaultInstance()
              .apply(found.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance <= most) {
        nearest = name;
        most = distance - 1;
      }
    }
    return nearest == null ? "" : "; did you mean " + nearest + "?";
  }
}
