// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.merge;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.IncrementsConfig.DuplicateContent;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.merge.MergeSources.Source;
import io.github.sparkxent.job.states.DuplicateFiles;
import io.github.sparkxent.job.states.FiguresDigest;
import io.github.sparkxent.job.states.FileIdentity;
import io.github.sparkxent.job.states.KeptState;
import io.github.sparkxent.job.states.KnownStates;
import io.github.sparkxent.job.states.StateMerge;
import io.github.sparkxent.job.states.StateStore.StateFile;
import io.github.sparkxent.report.InputFile;
import io.github.sparkxent.report.KeptStates;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/** The states of some sources: of one configuration, and each file once. */
final class MergedStates {
  private record Unit(Source source, KnownStates states) {}

  private final FiguresDigest configuration;
  private final SortedMap<String, Unit> units = new TreeMap<>();
  private final List<FileIdentity> files = new ArrayList<>();
  private final List<StateMerge.Part> parts = new ArrayList<>();

  private MergedStates(FiguresDigest configuration) {
    this.configuration = configuration;
  }

  /**
   * Reads the states.
   *
   * @throws EvaluationException of kind configuration if the sources are of different
   *     configurations, or of another than the one given, or have a file in common; of kind input
   *     if a state is missing or damaged, or two files have the same content
   */
  static MergedStates of(MergeSources sources, EvaluationConfig config, EvaluationOptions options)
      throws IOException {
    Map<Path, List<StateFile>> directories = new HashMap<>();
    for (Source source : sources.all()) {
      Path directory = source.store().directory();
      if (!directories.containsKey(directory)) {
        directories.put(
            directory, source.store().read(one -> misfit(one, config, options) == null));
      }
    }
    FiguresDigest configuration = configuration(sources.all(), directories, config, options);
    Map<Path, KnownStates> known = new HashMap<>();
    directories.forEach(
        (directory, files) -> known.put(directory, KnownStates.of(files, configuration.sha256())));
    MergedStates merged = new MergedStates(configuration);
    DuplicateFiles duplicates =
        new DuplicateFiles(
            config.increments() == null
                ? DuplicateContent.FAIL
                : config.increments().duplicateContent());
    for (Source source : sources.all()) {
      KnownStates states = known.get(source.store().directory());
      List<KeptState> lines =
          source.run() == null ? all(source, states) : ofRun(source, states.byPath());
      for (KeptState line : lines) {
        merged.add(new Unit(source, states), line.file());
        duplicates.add(line);
      }
    }
    merged.files.sort(Comparator.comparing(FileIdentity::path));
    String differs = MergedFilter.misfit(configuration, config.input().where(), merged.files);
    if (differs != null) {
      throw misfit("the states: " + differs);
    }
    return merged;
  }

  private void add(Unit unit, FileIdentity file) {
    Unit other = units.putIfAbsent(file.path(), unit);
    if (other != null) {
      throw EvaluationException.configuration(
          "%s is in both %s and %s, whose rows would count twice: expected sources without a file in common"
              .formatted(file.path(), other.source.shown(), unit.source.shown()));
    }
    files.add(file);
    parts.add(() -> unit.states.state(file));
  }

  /**
   * Returns the one configuration that all sources are of. Beside runs, which are of one each, that
   * is the one of theirs, whatever else a directory has states of.
   */
  private static FiguresDigest configuration(
      List<Source> sources,
      Map<Path, List<StateFile>> directories,
      EvaluationConfig config,
      EvaluationOptions options) {
    FiguresDigest found = null;
    String of = null;
    String misfit = null;
    List<Source> runsFirst = new ArrayList<>(sources);
    runsFirst.sort(Comparator.comparing(source -> source.run() == null));
    boolean isOfRun = false;
    for (Source source : runsFirst) {
      Map<String, FiguresDigest> there = new TreeMap<>();
      directories
          .get(source.store().directory())
          .forEach(file -> there.put(file.configuration().sha256(), file.configuration()));
      if (isOfRun && source.run() == null && there.containsKey(found.sha256())) {
        continue;
      }
      for (FiguresDigest one : candidates(source, there)) {
        String differs = misfit(one, config, options);
        if (differs != null) {
          misfit = "the states of %s: %s".formatted(source.shown(), differs);
          if (source.run() != null) {
            throw misfit(misfit);
          }
        } else if (found == null) {
          found = one;
          of = source.shown();
          isOfRun = source.run() != null;
        } else if (!found.sha256().equals(one.sha256())) {
          throw EvaluationException.configuration(
              "%s and %s have states of different configurations: %s; expected one"
                  .formatted(of, source.shown(), one.misfit(found)));
        }
      }
    }
    if (found == null) {
      throw misfit(misfit);
    }
    return found;
  }

  private static String misfit(
      FiguresDigest one, EvaluationConfig config, EvaluationOptions options) {
    String differs = one.misfit(config, options);
    return differs == null ? MergedFilter.misfit(one, config.input().where()) : differs;
  }

  private static EvaluationException misfit(String found) {
    return EvaluationException.configuration(
        "the configuration does not fit " + found + "; expected the one that they were made with");
  }

  private static List<FiguresDigest> candidates(Source source, Map<String, FiguresDigest> there) {
    if (source.run() == null) {
      return List.copyOf(there.values());
    }
    KeptStates kept = source.run().run().input().states();
    FiguresDigest own = there.get(kept.configurationSha256());
    if (own == null) {
      throw EvaluationException.input(
          "the states of the run %s are no longer in %s, expected those of its %s files"
              .formatted(
                  source.shown(),
                  source.store().directory(),
                  source.run().run().input().files().size()));
    }
    return List.of(own);
  }

  /** Returns the states of a directory, which has one of each file. */
  private static List<KeptState> all(Source source, KnownStates states) {
    List<KeptState> all = new ArrayList<>();
    states
        .byPath()
        .forEach(
            (path, lines) -> {
              if (lines.size() > 1) {
                throw EvaluationException.input(
                    ("%s has %s states of %s, as it was at different times, expected one: merge the"
                            + " run that read it as it should count, or remove the others by"
                            + " spark-xent states --prune")
                        .formatted(source.shown(), lines.size(), path));
              }
              all.add(lines.get(0));
            });
    if (all.isEmpty()) {
      throw EvaluationException.configuration(
          "%s has no states of the configuration of the others, expected some"
              .formatted(source.shown()));
    }
    return all;
  }

  /** Returns the states of the files that a run read, as they were then. */
  private static List<KeptState> ofRun(Source source, Map<String, List<KeptState>> byPath) {
    List<KeptState> all = new ArrayList<>();
    for (InputFile file : source.run().run().input().files()) {
      KeptState line = null;
      for (KeptState one : byPath.getOrDefault(file.path(), List.of())) {
        if (isOf(one, file) && (line == null || isRather(one, line, source))) {
          line = one;
        }
      }
      if (line == null) {
        throw EvaluationException.input(
            "the state of %s is no longer in %s, expected that of each file of the run %s"
                .formatted(file.path(), source.store().directory(), source.shown()));
      }
      all.add(line);
    }
    String expected = source.run().run().input().states().filesSha256();
    String found = FileIdentity.sha256(all.stream().map(KeptState::file).toList());
    if (!expected.equals(found)) {
      throw EvaluationException.input(
          "the states in %s are not of the files as the run %s read them, expected these"
              .formatted(source.store().directory(), source.shown()));
    }
    return all;
  }

  private static boolean isOf(KeptState line, InputFile file) {
    return line.file().bytes() == file.bytes()
        && file.rows() != null
        && line.file().rows() == file.rows();
  }

  /** Tells whether a content is rather the one that a run read: the last one before it began. */
  private static boolean isRather(KeptState one, KeptState other, Source source) {
    long began = source.run().run().started().toEpochMilli();
    long time = one.file().modified();
    long otherTime = other.file().modified();
    return otherTime > began ? time < otherTime : time <= began && time > otherTime;
  }

  FiguresDigest configuration() {
    return configuration;
  }

  /** Returns the files, by path. */
  List<FileIdentity> files() {
    return files;
  }

  List<StateMerge.Part> parts() {
    return parts;
  }
}
