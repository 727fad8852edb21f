// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import io.github.sparkxent.job.config.RunNames;
import java.io.IOException;

/**
 * The protocol that was there before: two renames, recovery by removal, a prefix as owner, and a
 * status written on its own. The simulation must find what is wrong with it.
 */
final class EarlierPublishing implements SimulatedRun.Protocol {
  private static final int ATTEMPTS = 10;

  private final ResultStore store;
  private final RunNames names;
  private final String staging;

  EarlierPublishing(ResultStore store, String runId, String attempt) {
    this.store = store;
    names = new RunNames(runId);
    staging = names.staging(attempt);
  }

  @Override
  public void open() throws IOException {
    for (String one : store.list()) {
      if (one.startsWith(".previous-" + names.target() + "-")) {
        if (store.exists(names.target() + "/_SUCCESS")) {
          store.delete(one);
        } else {
          store.delete(names.target());
          store.rename(one, names.target());
        }
      }
    }
  }

  @Override
  public void say(RunStatus status) throws IOException {
    store.replace(names.status(), status.toJson(), names.newStatus());
  }

  @Override
  public void publish(RunStatus ended) throws IOException {
    store.write(staging + "/_SUCCESS", "");
    String previous = names.newPrevious();
    try {
      replace(previous);
    } finally {
      if (store.exists(previous) && !store.exists(names.target())) {
        store.rename(previous, names.target());
      }
    }
    store.delete(previous);
    say(ended);
  }

  private void replace(String previous) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (store.exists(names.target())) {
        store.delete(previous);
        store.rename(names.target(), previous);
      }
      if (store.rename(staging, names.target())) {
        return;
      }
      store.pause(attempt);
    }
    throw new IOException("cannot rename");
  }

  @Override
  public void close() throws IOException {
    store.delete(staging);
  }
}
