// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The text of an id in a state: as UTF-8 can write it, and not too long. */
public final class IdText {
  /** The most characters of an id. */
  public static final int MAX_LENGTH = 200;

  private IdText() {}

  /** Returns the text of an id, or null. */
  public static String of(Object id) {
    if (id == null) {
      return null;
    }
    String text = id.toString();
    String start = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    return new String(start.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** Reads the text of an id, or null. */
  public static String read(DataInput in, String name) throws IOException {
    String id = StateForm.readText(in, name);
    if (id != null && id.length() > MAX_LENGTH) {
      throw BinaryForm.damaged(name, "an id has " + id.length() + " characters");
    }
    return id;
  }
}
