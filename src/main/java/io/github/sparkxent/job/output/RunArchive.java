// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.sparkxent.job.config.RunNames;
import io.github.sparkxent.job.failure.EvaluationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of one evaluation as they lie in its directory, without Spark. */
public final class RunArchive implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunArchive.class);
  private static final int MOST_SHOWN = 5;
  private static final String LOSSES = "/run/configuration/output/losses";
  private static final JsonFactory JSON = new JsonFactory();

  private final FileSystem fileSystem;
  private final HadoopResultStore store;
  private final Path parent;
  private final String name;

  private RunArchive(FileSystem fileSystem, HadoopResultStore store, Path parent) {
    this.fileSystem = fileSystem;
    this.store = store;
    this.parent = parent;
    name = parent.getName();
  }

  /**
   * Opens a directory.
   *
   * @param evaluation the directory of the evaluation, whose last part is its name
   */
  public static RunArchive open(Configuration hadoop, Path evaluation) throws IOException {
    FileSystem fileSystem =
        FileSystem.newInstance(
            evaluation.toUri().getScheme() == null
                ? FileSystem.getDefaultUri(hadoop)
                : evaluation.toUri(),
            hadoop);
    // No .crc files beside small files that people open.
    fileSystem.setWriteChecksum(false);
    Path parent = fileSystem.makeQualified(evaluation);
    return new RunArchive(fileSystem, new HadoopResultStore(hadoop, fileSystem, parent), parent);
  }

  /** Returns the name of the evaluation. */
  public String name() {
    return name;
  }

  /**
   * Returns how the published runs ended, in any order.
   *
   * @throws FileNotFoundException if there is no such directory
   */
  public List<RunStatus> runs() throws IOException {
    List<RunStatus> runs = new ArrayList<>();
    for (String entry : store.list()) {
      if (!entry.startsWith(".") && !RunNames.isBeside(entry)) {
        RunStatus status = run(entry);
        if (status != null) {
          runs.add(status);
        }
      }
    }
    return runs;
  }

  /** Returns how a published run ended; null if there is no such run. */
  public RunStatus run(String runId) throws IOException {
    String success = store.read(runId + "/" + RunNames.SUCCESS, RunStatus.MAX_BYTES);
    RunStatus status = success == null ? null : RunStatus.parse(success);
    return status != null && status.isOf(name, runId) && status.order() != null ? status : null;
  }

  /** Returns what the status files say, of runs that are published and of those that are not. */
  public List<RunStatus> tries() throws IOException {
    List<RunStatus> tries = new ArrayList<>();
    for (String entry : store.list()) {
      String runId = RunNames.ofStatus(entry);
      RunStatus status = runId == null ? null : parsed(entry);
      if (status != null && status.isOf(name, runId)) {
        tries.add(status);
      }
    }
    return tries;
  }

  /** Returns the last word of the run that was published last; null if nothing says so. */
  public RunStatus latest() throws IOException {
    return parsed(RunNames.LATEST);
  }

  private RunStatus parsed(String entry) throws IOException {
    String text = store.read(entry, RunStatus.MAX_BYTES);
    return text == null ? null : RunStatus.parse(text);
  }

  /**
   * Removes a published run: its result, and what is said of this result beside it.
   *
   * @return false if another result is there by now, which stays
   */
  public boolean remove(RunStatus run) throws IOException {
    RunNames names = new RunNames(run.runId());
    String claimed = claimed(names, run.attempt());
    if (claimed == null) {
      return false;
    }
    RunStatus said = parsed(names.status());
    if (said != null && run.attempt().equals(said.attempt())) {
      store.delete(names.status());
      store.delete(names.overruling());
    }
    store.delete(claimed + "/" + RunNames.SUCCESS);
    store.delete(claimed);
    return true;
  }

  /**
   * Removes the status file of a try that ended without a result.
   *
   * @return false if another try has the id by now, or a result, whose status file stays
   */
  public boolean removeTry(RunStatus ended) throws IOException {
    RunNames names = new RunNames(ended.runId());
    RunStatus said = parsed(names.status());
    if (said == null || !ended.equals(said) || run(ended.runId()) != null) {
      return false;
    }
    store.delete(names.status());
    return true;
  }

  /** Returns the name that a result has once nobody needs it; null if it is another attempt's. */
  private String claimed(RunNames names, String attempt) throws IOException {
    if (!store.renamesAtOnce()) {
      return isOf(names, names.target(), attempt) ? names.target() : null;
    }
    // Whoever sees a name of this kind puts a result back, and removes none but for a later one.
    String aside = names.newPrevious();
    if (!store.rename(names.target(), aside)) {
      return null;
    }
    if (isOf(names, aside, attempt)) {
      String removing = names.newRemoving();
      return store.rename(aside, removing) ? removing : null;
    }
    // If a later result has the name by now, the next run of this id settles which one stays.
    store.rename(aside, names.target());
    return null;
  }

  private boolean isOf(RunNames names, String entry, String attempt) throws IOException {
    return PublishedResult.at(store, entry, name, names.target()).isOf(attempt);
  }

  /**
   * Puts back, or removes for a later one, what a removal or a run was killed in after it was set
   * aside. Beside runs at work that is safe, but not on stores that copy, which set nothing aside
   * here.
   */
  public void settle() throws IOException {
    if (!store.renamesAtOnce()) {
      return;
    }
    Set<String> ids = new LinkedHashSet<>();
    for (String entry : store.list()) {
      String runId = RunNames.ofPrevious(entry);
      if (runId != null) {
        ids.add(runId);
      }
    }
    for (String runId : ids) {
      new ResultRecovery(store, new RunNames(runId), name).settle();
    }
  }

  /** Removes what an earlier removal was killed in. */
  public void removeClaimed() throws IOException {
    for (String entry : store.list()) {
      if (RunNames.isBeingRemoved(entry)) {
        store.delete(entry);
      }
    }
  }

  /** Returns the text of the report of a run; null if there is none. */
  public String report(String runId) throws IOException {
    return store.read(runId + "/" + PublishedResult.METRICS, Integer.MAX_VALUE);
  }

  /** Returns the text that overrules how a run ended; null if there is none. */
  public String overruling(String runId) throws IOException {
    return store.read(new RunNames(runId).overruling(), RunStatus.MAX_BYTES);
  }

  /** Overrules how a run ended: a reader sees the earlier text or this one. */
  public void overrule(String runId, String text) throws IOException {
    RunNames names = new RunNames(runId);
    store.replace(names.overruling(), text, names.newStatus());
  }

  /** Returns where the text that overrules a run is, for messages. */
  public String shownOverruling(String runId) {
    return store.shown(new RunNames(runId).overruling());
  }

  /**
   * Returns where the losses of a run are.
   *
   * @param key the key of the configuration that names the run, for messages
   * @throws EvaluationException of kind configuration if there is no such run, or it has none
   */
  public Path losses(String key, String runId) throws IOException {
    String found = key + " is \"" + runId + "\"";
    PublishedResult result = PublishedResult.at(store, runId, name, runId);
    if (result.isNothing()) {
      throw EvaluationException.configuration(
          "%s, but there is no such run in %s, expected %s".formatted(found, parent, known()));
    }
    if (!result.isWhole()) {
      throw EvaluationException.configuration(
          "%s, but %s is not the whole result of a run of the evaluation %s, expected %s"
              .formatted(found, store.shown(runId), name, known()));
    }
    String losses = configuredLosses(runId);
    if (losses == null || !store.exists(runId + "/" + losses)) {
      throw EvaluationException.configuration(
          "%s, a run without losses, expected one that ran with output.losses: true"
              .formatted(found));
    }
    return store.path(runId + "/" + losses);
  }

  /** Returns the name that a run gave its losses, or null if it has none. */
  private String configuredLosses(String runId) throws IOException {
    String report = report(runId);
    if (report == null) {
      return null;
    }
    try (JsonParser json = JSON.createParser(report)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING
            && json.getParsingContext().pathAsPointer().toString().equals(LOSSES)) {
          return json.getText();
        }
      }
      return null;
    } catch (JsonProcessingException e) {
      throw EvaluationException.input(
          store.path(runId + "/" + PublishedResult.METRICS)
              + " is no report of a run: it is broken",
          e);
    }
  }

  /** Says which runs there are, the last by name first. */
  private String known() throws IOException {
    List<String> names = new ArrayList<>();
    try {
      names.addAll(store.list());
    } catch (FileNotFoundException e) {
      LOG.debug("{} does not exist", parent, e);
    }
    names.removeIf(entry -> entry.startsWith(".") || RunNames.isBeside(entry));
    names.sort(Collections.reverseOrder());
    List<String> whole = new ArrayList<>();
    for (String entry : names) {
      if (whole.size() <= MOST_SHOWN && PublishedResult.at(store, entry, name, entry).isWhole()) {
        whole.add(entry);
      }
    }
    if (whole.isEmpty()) {
      return "one that was published there, of which there is none";
    }
    boolean more = whole.size() > MOST_SHOWN;
    List<String> shown = more ? whole.subList(0, MOST_SHOWN) : whole;
    return (shown.size() == 1 ? "" : "one of ") + String.join(", ", shown) + (more ? ", ..." : "");
  }

  @Override
  public void close() throws IOException {
    fileSystem.close();
  }
}
