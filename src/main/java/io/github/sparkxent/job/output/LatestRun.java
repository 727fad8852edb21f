// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import io.github.sparkxent.job.config.RunNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The pointer to the result that was published last, a copy of that result's last word.
 *
 * <p>Each run marks its result by a file whose name has the order; then it makes the content of the
 * greatest mark the pointer, and looks again whether that is still the greatest. A mark is removed
 * only beside a greater one. So whoever writes the pointer last has seen the marks of all that
 * wrote before.
 */
final class LatestRun {
  private static final int ATTEMPTS = 20;

  private final ResultStore store;
  private final RunNames names;

  LatestRun(ResultStore store, RunNames names) {
    this.store = store;
    this.names = names;
  }

  /** A file that marks a result, and the last word in it. */
  private record Mark(String name, String text) {}

  /** Takes a published result for the last one, unless a later one is there. */
  void point(PublishedResult result) throws IOException {
    String own = RunNames.latestMark(result.order(), result.attempt());
    if (whole(own) == null) {
      store.write(own, result.lastWord());
    }
    for (int i = 0; i < ATTEMPTS; i++) {
      Mark greatest = greatest();
      if (greatest != null) {
        store.replace(RunNames.LATEST, greatest.text, names.newStatus());
        if (greatest.equals(greatest())) {
          removeBelow(greatest.name);
          return;
        }
      }
      store.pause(i);
    }
    throw new IOException("other runs replace " + store.shown(RunNames.LATEST) + " all the time");
  }

  /** Returns the greatest mark that is whole; what a killed run began to write is none. */
  private Mark greatest() throws IOException {
    List<String> marks = marks();
    for (int i = marks.size() - 1; i >= 0; i--) {
      String text = whole(marks.get(i));
      if (text != null) {
        return new Mark(marks.get(i), text);
      }
    }
    return null;
  }

  /** Returns the text of a mark, or null if it is not there or not whole. */
  private String whole(String mark) throws IOException {
    String text = store.read(mark, RunStatus.MAX_BYTES);
    return text != null && RunStatus.parse(text) != null ? text : null;
  }

  private void removeBelow(String greatest) throws IOException {
    for (String mark : marks()) {
      if (mark.compareTo(greatest) < 0) {
        store.delete(mark);
      }
    }
  }

  private List<String> marks() throws IOException {
    List<String> marks = new ArrayList<>();
    for (String entry : store.list()) {
      if (RunNames.isLatestMark(entry)) {
        marks.add(entry);
      }
    }
    marks.sort(Comparator.naturalOrder());
    return marks;
  }
}
