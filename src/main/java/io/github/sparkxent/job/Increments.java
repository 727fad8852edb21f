// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.IncrementsConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.parquet.ParquetFooter;
import io.github.sparkxent.job.states.DuplicateFiles;
import io.github.sparkxent.job.states.FiguresDigest;
import io.github.sparkxent.job.states.FileIdentity;
import io.github.sparkxent.job.states.KeptState;
import io.github.sparkxent.job.states.KnownStates;
import io.github.sparkxent.job.states.StateMerge;
import io.github.sparkxent.job.states.StateStore;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.report.KeptStates;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The state of an input file by file: the files that were evaluated before, by their kept states,
 * and the others by one query.
 */
final class Increments {
  private final SparkSession spark;
  private final EvaluationConfig config;
  private final PreparedInput prepared;
  private final StateStore store;
  private final FiguresDigest configuration;

  /** The files, by their paths, in that order. */
  private final Map<String, FileIdentity> files = new LinkedHashMap<>();

  private final KnownStates known;
  private final List<KeptState> fresh = new ArrayList<>();

  private Increments(
      SparkSession spark, EvaluationConfig config, PreparedInput prepared, StateStore store)
      throws IOException {
    this.spark = spark;
    this.config = config;
    this.prepared = prepared;
    this.store = store;
    configuration =
        FiguresDigest.of(
            spark,
            config,
            EvaluationQuery.options(config),
            prepared.input().types(),
            prepared.filter());
    Map<String, String> splits = splits();
    List<FileStatus> listed = prepared.files().files();
    for (int i = 0; i < listed.size(); i++) {
      FileStatus file = listed.get(i);
      ParquetFooter footer = prepared.manifest().footers().get(i);
      String path = file.getPath().toString();
      files.put(
          path,
          new FileIdentity(
              configuration.sha256(),
              Secrets.maskPath(path),
              FileIdentity.values(
                  splits.get(path), new TreeMap<>(prepared.conflicts().directory(path).values())),
              file.getLen(),
              file.getModificationTime(),
              file instanceof EtagSource marked ? marked.getEtag() : null,
              footer.sha256(),
              footer.file().rows()));
    }
    known = KnownStates.read(store, configuration.sha256());
  }

  /** Returns those of a run, or null if it keeps no states. */
  static Increments of(
      SparkSession spark, EvaluationConfig config, PreparedInput prepared, PhaseLog phases)
      throws IOException {
    IncrementsConfig increments = config.increments();
    if (increments == null) {
      return null;
    }
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    StateStore store = StateStore.of(hadoop, "increments.directory", increments.directory());
    for (List<Path> roots : prepared.listed().roots().values()) {
      roots.forEach(root -> requireApart(store.directory(), root));
    }
    phases.begin("read kept states");
    Increments found = new Increments(spark, config, prepared, store);
    phases.end();
    return found;
  }

  /** Refuses a directory whose files would be taken for input. */
  private static void requireApart(Path directory, Path root) {
    for (Path above = directory; above != null; above = above.getParent()) {
      if (above.equals(root)) {
        throw EvaluationException.configuration(
            "increments.directory %s is below the input %s, expected a directory apart from it"
                .formatted(directory, root));
      }
      if (InputFiles.isHidden(above.getName())) {
        return;
      }
    }
  }

  /** Returns the split of each file by its path, if each split has paths. */
  private Map<String, String> splits() {
    Map<String, String> splits = new HashMap<>();
    for (String split : config.input().splits().keySet()) {
      for (FileStatus file : prepared.files().part(config.input().source(split).paths()).files()) {
        splits.put(file.getPath().toString(), split);
      }
    }
    return splits;
  }

  /** Returns the state of all files. Those without a state are evaluated. */
  EvaluationState state() throws IOException {
    requireWritable();
    Set<String> missing = new HashSet<>();
    files.forEach(
        (path, file) -> {
          if (known.find(file) == null) {
            missing.add(path);
          }
        });
    Map<String, EvaluationState> evaluated = evaluated(missing);
    DuplicateFiles duplicates = new DuplicateFiles(config.increments().duplicateContent());
    List<StateMerge.Part> parts = new ArrayList<>();
    for (Map.Entry<String, FileIdentity> entry : files.entrySet()) {
      FileIdentity file = entry.getValue();
      KeptState line = known.find(file);
      if (line == null) {
        EvaluationState state = evaluated.get(entry.getKey());
        line = KeptState.of(file, config.numClasses(), state);
        requireAllRead(line);
        fresh.add(line);
        parts.add(() -> state);
      } else {
        parts.add(() -> known.state(file));
      }
      duplicates.add(line);
    }
    return StateMerge.of(this::none, parts);
  }

  private void requireWritable() {
    try {
      store.requireWritable();
    } catch (IOException e) {
      throw EvaluationException.environment(
          "increments.directory %s cannot be written: %s"
              .formatted(Secrets.maskPath(config.increments().directory()), ReadFailure.oneLine(e)),
          e);
    }
  }

  private void requireAllRead(KeptState line) {
    // Too many splits in one file: the run ends with that message.
    if (line.rows() != line.file().rows() && !line.splits().isEmpty()) {
      throw EvaluationException.input(
          "rows read of %s are %s, expected the %s that its Parquet footer promises"
              .formatted(line.file().path(), line.rows(), line.file().rows()));
    }
  }

  /** Evaluates some files by one query. */
  private Map<String, EvaluationState> evaluated(Set<String> paths) {
    Map<String, EvaluationState> states = new HashMap<>();
    Set<String> withRows = new HashSet<>();
    for (String path : paths) {
      if (files.get(path).rows() > 0) {
        withRows.add(path);
      }
      states.put(path, none());
    }
    if (!withRows.isEmpty()) {
      EvaluationInput input = prepared.only(spark, config, withRows);
      Map<String, EvaluationState> found = new EvaluationQuery(input, config).runByFile();
      for (Map.Entry<String, EvaluationState> one : found.entrySet()) {
        if (!withRows.contains(one.getKey())) {
          throw new IllegalStateException("rows of " + one.getKey() + ", which is not read");
        }
        states.put(one.getKey(), one.getValue());
      }
    }
    return states;
  }

  private EvaluationState none() {
    EvaluationOptions options = EvaluationQuery.options(config);
    return new EvaluationState(options.maxSplits(), options.metrics());
  }

  /** Keeps the states of the files that were evaluated, and says how many these were. */
  KeptStates keep(PhaseLog phases) throws IOException {
    phases.begin("keep states");
    store.write(configuration, fresh);
    phases.end();
    return new KeptStates(
        Secrets.maskPath(store.directory().toString()),
        configuration.sha256(),
        FileIdentity.sha256(List.copyOf(files.values())),
        files.size() - fresh.size(),
        fresh.size(),
        known.besides(files.values().stream().map(FileIdentity::path).toList()));
  }
}
