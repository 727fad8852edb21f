// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config.yaml;

import java.util.Collection;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggests the name that was likely meant, for messages about an unknown one. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * Returns the end of a message.
   *
   * @return {@code "; did you mean loss_mean?"}, or an empty text if no name is near
   */
  public static String of(String found, Collection<String> known) {
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
