// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.merge;

import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.input.file.PathText;
import io.github.sparkxent.job.output.RunArchive;
import io.github.sparkxent.job.states.StateStore;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.KeptStates;
import io.github.sparkxent.report.json.JsonReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What is merged: published runs that kept their states, and directories of states. */
public final class MergeSources {
  /** What names them in messages. */
  static final String NAME = "RUN_OR_STATES";

  /** Keys in which runs may differ, and that a merged report has of its own. */
  private static final List<String> OF_ONE_RUN = List.of("run_id", "output");

  /** Keys that may differ, and are those of the last run. */
  private static final List<String> OF_LAST_RUN = List.of("name", "input", "increments");

  /** Keys that are left out where they differ. */
  private static final List<String> OF_EQUAL_RUNS = List.of("data_date", "tags");

  /**
   * A run or a directory.
   *
   * @param shown how it was named, without secrets
   * @param path where it is
   * @param store its states
   * @param run its report; null for a directory of states
   */
  record Source(String shown, Path path, StateStore store, EvaluationReport run) {}

  private final List<Source> sources;

  private MergeSources(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * Finds out what is named.
   *
   * @param hadoop where to find the file systems
   * @param named runs, {@code <directory>/<name>/<run_id>}, and directories of states
   * @return the sources
   * @throws EvaluationException of kind configuration if one is neither, or a run has no states
   */
  public static MergeSources open(Configuration hadoop, List<String> named) {
    List<Source> sources = new ArrayList<>();
    Set<Path> paths = new LinkedHashSet<>();
    for (String one : named) {
      String shown = Secrets.maskPath(one);
      try {
        Source source = open(hadoop, one, shown);
        if (!paths.add(source.path)) {
          throw EvaluationException.configuration(shown + " is named twice, expected once");
        }
        sources.add(source);
      } catch (IOException e) {
        throw EvaluationException.environment(
            shown + " cannot be read: " + ReadFailure.oneLine(e), e);
      }
    }
    return new MergeSources(sources);
  }

  private static Source open(Configuration hadoop, String named, String shown) throws IOException {
    Path path = PathText.qualified(NAME, named, hadoop);
    EvaluationReport run = path.getParent() == null ? null : run(hadoop, path, shown);
    if (run != null) {
      String states = requireStates(run, shown).directory();
      return new Source(shown, path, StateStore.of(hadoop, shown + " has states in", states), run);
    }
    StateStore store = StateStore.of(hadoop, NAME, named);
    if (store.isEmpty()) {
      throw EvaluationException.configuration(
          shown
              + " is neither a published run nor a directory of states, expected"
              + " <directory>/<name>/<run_id> or an increments.directory");
    }
    return new Source(shown, path, store, null);
  }

  /** Returns the report of a run; null if there is no such run. */
  private static EvaluationReport run(Configuration hadoop, Path path, String shown)
      throws IOException {
    try (RunArchive archive = RunArchive.open(hadoop, path.getParent())) {
      String id = path.getName();
      String text = archive.run(id) == null ? null : archive.report(id);
      return text == null ? null : new JsonReport().parse(text);
    } catch (IllegalArgumentException e) {
      throw EvaluationException.input(
          "metrics.json of the run %s is no report: %s".formatted(shown, e.getMessage()), e);
    }
  }

  private static KeptStates requireStates(EvaluationReport run, String shown) {
    KeptStates states = run.run().input().states();
    List<String> merged = run.run().input().mergedFrom();
    if (states == null) {
      throw EvaluationException.configuration(
          merged == null
              ? shown + " is a run that kept no states, expected one with increments.directory"
              : "%s is merged itself, expected what it is of: %s"
                  .formatted(shown, String.join(", ", merged)));
    }
    return states;
  }

  /** Returns them in the order of their naming. */
  List<Source> all() {
    return sources;
  }

  /** Returns what the result must not replace. */
  List<Path> paths() {
    List<Path> paths = new ArrayList<>();
    for (Source source : sources) {
      paths.add(source.path);
      paths.add(source.store.directory());
    }
    return paths;
  }

  /** Returns how they were named. */
  List<String> shown() {
    return sources.stream().map(Source::shown).toList();
  }

  /**
   * Returns the configuration of the runs, without places and ids: that of the last one. Name,
   * input and increments may differ; what else must not is refused if it does.
   *
   * @return a configuration to which the place of the result is added
   * @throws EvaluationException of kind configuration if there is no run, or they differ in gates,
   *     limits or anything else that a report depends on
   */
  public ConfigurationReader configuration() {
    List<Source> runs =
        sources.stream()
            .filter(source -> source.run != null)
            .sorted(Comparator.comparing(source -> source.run.run().started()))
            .toList();
    if (runs.isEmpty()) {
      throw EvaluationException.configuration(
          "no published run, which would have a configuration, is among %s: expected config"
              .formatted(String.join(", ", shown())));
    }
    Source last = runs.get(runs.size() - 1);
    Map<String, Object> configuration = new LinkedHashMap<>(configuration(last));
    configuration.keySet().removeAll(OF_ONE_RUN);
    for (Source other : runs) {
      Set<String> keys = new LinkedHashSet<>(configuration.keySet());
      keys.addAll(configuration(other).keySet());
      keys.removeAll(OF_ONE_RUN);
      keys.removeAll(OF_LAST_RUN);
      for (String key : keys) {
        if (!Objects.equals(configuration.get(key), configuration(other).get(key))) {
          leaveOut(configuration, key, last, other);
        }
      }
    }
    return ConfigurationReader.of("the configuration of " + last.shown, configuration);
  }

  private static void leaveOut(
      Map<String, Object> configuration, String key, Source last, Source other) {
    if (!OF_EQUAL_RUNS.contains(key)) {
      throw EvaluationException.configuration(
          "the runs %s and %s differ in %s, expected the configuration to be followed as config"
              .formatted(last.shown, other.shown, key));
    }
    configuration.remove(key);
  }

  private static Map<String, Object> configuration(Source source) {
    return source.run.run().configuration();
  }
}
