// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import io.github.sparkxent.job.config.RunNames;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repairs what other runs of an id, dead or alive, left in the directory of their evaluation. Each
 * step is safe at any moment.
 */
final class ResultRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(ResultRecovery.class);
  private static final int ATTEMPTS = 20;

  /** How long nothing was written to a killed run's files before they are removed: a week. */
  private static final long OLD_MILLIS = 7L * 24 * 60 * 60 * 1000;

  private final ResultStore store;
  private final RunNames names;
  private final String evaluation;

  ResultRecovery(ResultStore store, RunNames names, String evaluation) {
    this.store = store;
    this.names = names;
    this.evaluation = evaluation;
  }

  /** Returns the entry at the place of the result. */
  PublishedResult result() throws IOException {
    return at(names.target());
  }

  PublishedResult at(String entry) throws IOException {
    return PublishedResult.at(store, entry, evaluation, names.target());
  }

  /** Returns the results that runs of this id set aside and that are still there. */
  Map<String, PublishedResult> setAside() throws IOException {
    Map<String, PublishedResult> aside = new LinkedHashMap<>();
    for (String entry : store.list()) {
      if (names.isPrevious(entry)) {
        PublishedResult one = at(entry);
        if (!one.isNothing() && !one.isForeign()) {
          aside.put(entry, one);
        }
      }
    }
    return aside;
  }

  /**
   * Leaves the result of the greatest order at its place, and nothing else of this id.
   *
   * <p>It looks at what is aside before it looks at the place. The result that it then sees there
   * is not one of those, since names aside are never used twice. Only so may one of those be
   * removed for it.
   */
  void settle() throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      removeClaimed();
      Map<String, PublishedResult> aside = setAside();
      PublishedResult there = result();
      if (there.isForeign() || aside.isEmpty()) {
        return;
      }
      String newest = newest(aside);
      if (there.isNothing()) {
        restoreNewest();
      } else if (aside.get(newest).order() > there.order()) {
        store.rename(names.target(), names.newPrevious());
      } else {
        for (String older : aside.keySet()) {
          store.rename(older, names.newRemoving());
        }
        removeClaimed();
        return;
      }
    }
  }

  /** Looks again at what is aside, after nothing was seen at the place. */
  private void restoreNewest() throws IOException {
    Map<String, PublishedResult> aside = setAside();
    if (!aside.isEmpty()) {
      store.rename(newest(aside), names.target());
    }
  }

  private static String newest(Map<String, PublishedResult> aside) {
    return aside.entrySet().stream()
        .max(Map.Entry.comparingByValue((a, b) -> Long.compare(a.order(), b.order())))
        .orElseThrow()
        .getKey();
  }

  private void removeClaimed() throws IOException {
    for (String entry : store.list()) {
      if (names.isRemoving(entry)) {
        remove(entry);
      }
    }
  }

  /** Removes what killed runs wrote a week ago or earlier. */
  void removeOld() throws IOException {
    for (String entry : store.list()) {
      if (names.isLeftover(entry) && isOld(entry)) {
        remove(entry);
      }
    }
  }

  private boolean isOld(String entry) throws IOException {
    return store.lastWritten(entry) < store.now() - OLD_MILLIS;
  }

  /** Removes what nobody needs. If that fails, a later run does it. */
  private void remove(String entry) {
    try {
      store.delete(entry);
    } catch (IOException e) {
      LOG.warn(
          "{} is no longer needed and cannot be removed: {}",
          Secrets.maskPath(store.shown(entry)),
          Secrets.mask(ReadFailure.oneLine(e)));
    }
  }
}
