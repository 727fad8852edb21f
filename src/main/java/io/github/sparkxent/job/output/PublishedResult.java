// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.sparkxent.job.config.RunNames;
import java.io.IOException;

/**
 * The entry at a name that a result may have, judged by its marks.
 *
 * @param kind what it is
 * @param attempt the token of the attempt that published it, empty if it has none
 * @param order greater than that of any result published before
 * @param lastWord the status at the end of the run, or null
 */
record PublishedResult(Kind kind, String attempt, long order, String lastWord) {
  /** What stands there. */
  enum Kind {
    /** Nothing. */
    NOTHING,
    /** Something that no run of this id has written. */
    FOREIGN,
    /** A part of a result of this id, which a store that copies has left. */
    UNFINISHED,
    /** A result of this id. */
    WHOLE
  }

  static final String METRICS = "metrics.json";

  private static final int LOOKS = 5;
  private static final int MAX_HEAD = 1 << 16;
  private static final JsonFactory JSON = new JsonFactory();
  private static final PublishedResult NONE = new PublishedResult(Kind.NOTHING, "", -2, null);
  private static final PublishedResult OTHER = new PublishedResult(Kind.FOREIGN, "", -2, null);
  private static final PublishedResult PART = new PublishedResult(Kind.UNFINISHED, "", -1, null);

  /** A result of an earlier build, whose {@code _SUCCESS} is empty. */
  private static final PublishedResult EARLIER = new PublishedResult(Kind.WHOLE, "", 0, null);

  /** Looks at an entry. It may be renamed at any moment, so a foreign one is looked at again. */
  static PublishedResult at(ResultStore store, String entry, String evaluation, String runId)
      throws IOException {
    for (int look = 0; look < LOOKS; look++) {
      if (!store.exists(entry)) {
        return NONE;
      }
      String success = store.read(entry + "/" + RunNames.SUCCESS, RunStatus.MAX_BYTES);
      RunStatus status = success == null ? null : RunStatus.parse(success);
      if (status != null && status.isOf(evaluation, runId) && status.order() != null) {
        return new PublishedResult(Kind.WHOLE, status.attempt(), status.order(), success);
      }
      if ((success == null || success.isBlank())
          && isOf(store.read(entry + "/" + METRICS, MAX_HEAD), evaluation, runId)) {
        return success == null ? PART : EARLIER;
      }
      store.pause(look);
    }
    return store.exists(entry) ? OTHER : NONE;
  }

  /** Tells whether the beginning of a report says that it is this run's. */
  private static boolean isOf(String report, String evaluation, String runId) {
    if (report == null) {
      return false;
    }
    String id = null;
    String name = null;
    try (JsonParser json = JSON.createParser(report)) {
      while ((id == null || name == null) && json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING
            && json.getParsingContext().pathAsPointer().toString().startsWith("/run/")) {
          String member = json.getParsingContext().pathAsPointer().toString();
          id = member.equals("/run/id") ? json.getText() : id;
          name = member.equals("/run/name") ? json.getText() : name;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return runId.equals(id) && evaluation.equals(name);
  }

  boolean isNothing() {
    return kind == Kind.NOTHING;
  }

  boolean isForeign() {
    return kind == Kind.FOREIGN;
  }

  boolean isWhole() {
    return kind == Kind.WHOLE;
  }

  boolean isOf(String token) {
    return isWhole() && attempt.equals(token);
  }
}
