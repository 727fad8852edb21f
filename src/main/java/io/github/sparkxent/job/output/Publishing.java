// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import io.github.sparkxent.job.config.RunNames;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of a run to put its result and its status where readers look, while other runs with
 * the same id do so too and any of them may die. {@code docs/design/publishing.md} explains the
 * steps.
 */
final class Publishing {
  private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);
  private static final int ATTEMPTS = 20;

  private final ResultStore store;
  private final RunNames names;
  private final String evaluation;
  private final ResultRecovery others;
  private final LatestRun latest;
  private final String attempt;
  private final String staging;
  private boolean tried;
  private boolean published;

  Publishing(ResultStore store, String evaluation, String runId, String attempt) {
    this.store = store;
    this.evaluation = evaluation;
    this.attempt = attempt;
    names = new RunNames(runId);
    others = new ResultRecovery(store, names, evaluation);
    latest = new LatestRun(store, names);
    staging = names.staging(attempt);
  }

  /** Repairs what dead runs of this id left. */
  void open() throws IOException {
    requireOurs(others.result());
    requireOurStatus();
    others.settle();
    others.removeOld();
  }

  String staging() {
    return staging;
  }

  /** Makes the staged directory the result, and its last word the status. */
  void publish(RunStatus ended) throws IOException {
    tried = true;
    try {
      replaceResult(ended);
      published = true;
    } catch (IOException | RuntimeException e) {
      if (!cameThrough(e)) {
        throw e;
      }
      published = true;
    }
    tidy();
    copyLastWord();
  }

  /** Writes how the run stands, or how it ended without a result. */
  void say(RunStatus status) throws IOException {
    if (tried && isThere()) {
      copyLastWord();
    } else {
      writeStatus(status.toJson());
    }
  }

  /** Removes what was staged and not published. */
  void close() throws IOException {
    store.delete(staging);
  }

  /** Replaces a file beside the results of all runs. */
  void replaceBeside(String name, String text) throws IOException {
    store.replace(name, text, names.newStatus());
  }

  private void replaceResult(RunStatus ended) throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      PublishedResult there = others.result();
      requireOurs(there);
      long order = Math.max(store.now(), 1 + there.order());
      for (PublishedResult one : others.setAside().values()) {
        order = Math.max(order, 1 + one.order());
      }
      String lastWord = ended.published(order).toJson();
      writeSuccess(staging, lastWord, store.renamesAtOnce());
      if (!there.isNothing() && !setAside(order, ended)) {
        store.pause(i);
        continue;
      }
      if (store.rename(staging, names.target())) {
        writeSuccess(names.target(), lastWord, !store.renamesAtOnce());
        return;
      }
      store.pause(i);
    }
    throw new IOException(
        store.shown(staging) + " cannot be renamed to " + store.shown(names.target()));
  }

  private void writeSuccess(String directory, String lastWord, boolean now) throws IOException {
    if (now) {
      store.write(directory + "/" + RunNames.SUCCESS, lastWord);
    }
  }

  /** Sets the result aside, and tells whether it was still there. */
  private boolean setAside(long order, RunStatus ended) throws IOException {
    String previous = names.newPrevious();
    if (!store.rename(names.target(), previous)) {
      return false;
    }
    PublishedResult moved = others.at(previous);
    if (moved.isForeign()) {
      store.rename(previous, names.target());
      requireOurs(moved);
    }
    if (moved.order() >= order) {
      String lastWord = ended.published(1 + moved.order()).toJson();
      writeSuccess(staging, lastWord, store.renamesAtOnce());
    }
    return true;
  }

  /** Checks whether the result is published although a step seemed to fail; if not, settles. */
  private boolean cameThrough(Exception failure) {
    try {
      if (isThere()) {
        return true;
      }
      others.settle();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return false;
  }

  /** Settles after publishing has succeeded. If that fails, the next run does it. */
  private void tidy() {
    try {
      others.settle();
    } catch (IOException e) {
      LOG.warn(
          "an earlier result beside {} cannot be removed: {}",
          Secrets.maskPath(store.shown(names.target())),
          Secrets.mask(ReadFailure.oneLine(e)));
    }
  }

  /** Tells whether this attempt's result is published. It may be renamed while it is looked for. */
  private boolean isThere() throws IOException {
    return published
        || others.result().isOf(attempt)
        || others.setAside().values().stream().anyMatch(one -> one.isOf(attempt))
        || others.result().isOf(attempt);
  }

  /** Makes the last word of the result the status, whichever run published it. */
  private void copyLastWord() throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      PublishedResult there = others.result();
      if (there.lastWord() != null) {
        writeStatus(there.lastWord());
        if (others.result().isOf(there.attempt())) {
          point(there);
          return;
        }
      } else {
        others.settle();
      }
      store.pause(i);
    }
    throw new IOException("other runs replace " + store.shown(names.target()) + " all the time");
  }

  /** Makes a result the latest one. If that fails, the next run that publishes does it. */
  private void point(PublishedResult result) {
    try {
      latest.point(result);
    } catch (IOException e) {
      LOG.warn(
          "{} cannot be written, and may name an earlier run: {}",
          Secrets.maskPath(store.shown(RunNames.LATEST)),
          Secrets.mask(ReadFailure.oneLine(e)));
    }
  }

  private void writeStatus(String text) throws IOException {
    store.replace(names.status(), text, names.newStatus());
  }

  private void requireOurs(PublishedResult there) {
    if (there.isForeign()) {
      throw notOurs(names.target(), "a result");
    }
  }

  private void requireOurStatus() throws IOException {
    String text = store.read(names.status(), RunStatus.MAX_BYTES);
    if (text != null && !RunStatus.isOf(text, evaluation, names.target())) {
      throw notOurs(names.status(), "the status");
    }
  }

  private EvaluationException notOurs(String entry, String what) {
    return EvaluationException.configuration(
        ("%s is not %s of evaluation %s with run_id %s and is kept, expected another"
                + " run_id, name or output.directory")
            .formatted(store.shown(entry), what, evaluation, names.target()));
  }
}
