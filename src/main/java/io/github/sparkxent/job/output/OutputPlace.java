// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import io.github.sparkxent.job.config.BaselineConfig;
import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.InputConfig;
import io.github.sparkxent.job.config.RunNames;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.StorageAccess;
import io.github.sparkxent.job.input.DataReader;
import io.github.sparkxent.job.input.file.PathText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Refuses, before any row is read and anything is written, results that would lie in the input or
 * replace it, or that cannot lie at their place.
 */
public final class OutputPlace {
  private static final String OUTPUT = "output.directory";

  private OutputPlace() {}

  /** Refuses paths that cannot be reached, and results that would lie in the input. */
  public static void require(SparkSession spark, EvaluationConfig config, String runId)
      throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    requireReachable(hadoop, config);
    require(hadoop, config, runId);
    requireUnread(spark, config, runId);
  }

  /** Checks an input again that was waited for: its place was not known before. */
  public static void requireUnreadAfterWaiting(
      SparkSession spark, EvaluationConfig config, String runId) throws IOException {
    if (sources(config).stream().anyMatch(source -> source.waiting() != null)) {
      requireUnread(spark, config, runId);
    }
  }

  /** Returns what a configuration reads, but for losses that were published. */
  private static List<DataSource> sources(EvaluationConfig config) {
    List<DataSource> sources = new ArrayList<>(List.of(config.input().source()));
    if (config.labels() != null) {
      sources.add(config.labels().source());
    }
    if (hasPredictions(config.baseline())) {
      sources.add(config.baseline().source());
    }
    return sources;
  }

  private static boolean hasPredictions(BaselineConfig baseline) {
    return baseline != null && baseline.isDataSet() && !baseline.isLosses();
  }

  /** Checks that the storage of every path of a configuration can be reached. */
  private static void requireReachable(Configuration hadoop, EvaluationConfig config)
      throws IOException {
    Configuration own = config.input().source().hadoop(hadoop);
    StorageAccess.require(own, "input.path", config.input().path());
    for (Map.Entry<String, List<String>> split : config.input().splits().entrySet()) {
      StorageAccess.require(own, "input.splits." + split.getKey(), split.getValue());
    }
    for (DataSource beside : sources(config)) {
      if (!beside.key().equals("input")) {
        StorageAccess.require(beside.hadoop(hadoop), beside.key() + ".path", beside.paths());
      }
    }
    if (config.baseline() != null && config.baseline().losses() != null) {
      StorageAccess.require(
          hadoop, config.baseline().lossesKey(), List.of(config.baseline().losses()));
    }
    StorageAccess.require(hadoop, OUTPUT, List.of(config.output().directory()));
  }

  /** Checks the output directory of a configuration against the paths that it gives. */
  static void require(Configuration hadoop, EvaluationConfig config, String runId)
      throws IOException {
    InputConfig input = config.input();
    String directory = config.output().directory();
    Path output =
        requireApart(
            hadoop,
            OUTPUT,
            directory,
            input.splits().isEmpty() ? "input.path" : "input.splits",
            input.source().paths());
    if (config.labels() != null) {
      requireApart(hadoop, OUTPUT, directory, "labels.path", config.labels().path());
    }
    if (config.baseline() != null) {
      requireApart(hadoop, OUTPUT, directory, "baseline.path", config.baseline().path());
    }
    requireNoFile(OUTPUT, new Path(new Path(output, config.name()), runId), hadoop);
    if (config.increments() != null) {
      String states = "increments.directory";
      Path kept = PathText.qualified(states, config.increments().directory(), hadoop);
      requireUnread(hadoop, config, runId, states, List.of(kept));
    }
  }

  /**
   * Checks that a run writes nothing where a table or a query reads: its result may replace what is
   * there. An input that is not there yet is checked again when it is.
   */
  private static void requireUnread(SparkSession spark, EvaluationConfig config, String runId)
      throws IOException {
    for (DataSource source : sources(config)) {
      requireUnread(spark, config, runId, source);
    }
    if (config.baseline() != null && config.baseline().losses() != null) {
      Configuration hadoop = spark.sparkContext().hadoopConfiguration();
      Path losses = new Path(config.baseline().losses());
      requireUnread(hadoop, config, runId, config.baseline().lossesKey(), List.of(losses));
    }
  }

  private static void requireUnread(
      SparkSession spark, EvaluationConfig config, String runId, DataSource source)
      throws IOException {
    if (!source.isFiles()) {
      requireUnread(
          spark.sparkContext().hadoopConfiguration(),
          config,
          runId,
          source.key() + (source.table() == null ? ".query" : ".table"),
          DataReader.filesNow(spark, source));
    }
  }

  /**
   * Refuses results that would replace what they are made of, or that cannot lie at their place.
   *
   * @param what names what is read, for messages
   */
  public static void requireApartFrom(
      Configuration hadoop, EvaluationConfig config, String runId, String what, List<Path> read)
      throws IOException {
    StorageAccess.require(hadoop, OUTPUT, List.of(config.output().directory()));
    Path output = PathText.qualified(OUTPUT, config.output().directory(), hadoop);
    requireNoFile(OUTPUT, new Path(new Path(output, config.name()), runId), hadoop);
    requireUnread(hadoop, config, runId, what, read);
  }

  /** Checks the files that are read under a key of the configuration. */
  static void requireUnread(
      Configuration hadoop, EvaluationConfig config, String runId, String key, List<Path> files)
      throws IOException {
    Path output = PathText.qualified(OUTPUT, config.output().directory(), hadoop);
    Path evaluation = new Path(real(output, hadoop), config.name());
    RunNames names = new RunNames(runId);
    for (Path file : files) {
      Path read = real(file.getFileSystem(hadoop).makeQualified(file), hadoop);
      String entry = entryOf(evaluation, read);
      if (entry != null && names.owns(entry)) {
        throw EvaluationException.configuration(
            key
                + " reads "
                + read
                + ", where the run publishes: expected another output.directory, name or run_id");
      }
    }
  }

  /** Returns the name of the entry of a directory that is, or holds, a file; null if none does. */
  private static String entryOf(Path directory, Path file) {
    for (Path one = file; one.getParent() != null; one = one.getParent()) {
      if (one.getParent().equals(directory)) {
        return one.getName();
      }
    }
    return null;
  }

  /** Checks the place of a data set that will be written where nothing is yet. */
  public static void requireNew(
      Configuration hadoop, String place, String directory, String inputPlace, List<String> inputs)
      throws IOException {
    Path output = requireApart(hadoop, place, directory, inputPlace, inputs);
    if (output.getFileSystem(hadoop).exists(output)) {
      throw EvaluationException.configuration(
          place + " " + directory + " exists, expected the name of a new directory");
    }
    requireNoFile(place, output, hadoop);
  }

  private static Path requireApart(
      Configuration hadoop, String place, String directory, String inputPlace, List<String> inputs)
      throws IOException {
    Path output = real(PathText.qualified(place, directory, hadoop), hadoop);
    for (String input : inputs) {
      Path pattern = real(PathText.qualified(inputPlace, input, hadoop), hadoop);
      if (isAtOrBelow(output, pattern)) {
        throw EvaluationException.configuration(
            "%s %s lies in %s %s, expected outside".formatted(place, directory, inputPlace, input));
      }
      if (isAtOrBelow(pattern, output)) {
        throw EvaluationException.configuration(
            "%s %s lies in %s %s, expected outside".formatted(inputPlace, input, place, directory));
      }
    }
    return output;
  }

  /** Follows the links of the local file system as far as the path exists. */
  private static Path real(Path path, Configuration hadoop) throws IOException {
    if (!path.getFileSystem(hadoop).getScheme().equals("file")) {
      return path;
    }
    java.nio.file.Path local = Paths.get(path.toUri().getPath());
    java.nio.file.Path existing = local;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    java.nio.file.Path real = existing.toRealPath().resolve(existing.relativize(local));
    return new Path(path.toUri().getScheme(), path.toUri().getAuthority(), real.toString());
  }

  /** Tells whether a pattern means a path or a directory above it. */
  private static boolean isAtOrBelow(Path path, Path pattern) throws IOException {
    URI one = path.toUri();
    URI other = pattern.toUri();
    if (!Objects.equals(one.getScheme(), other.getScheme())
        || !Objects.equals(one.getAuthority(), other.getAuthority())) {
      return false;
    }
    List<String> names = names(path);
    List<String> patterns = names(pattern);
    if (names.size() < patterns.size()) {
      return false;
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (!names.get(i).equals(patterns.get(i))
          && !new GlobFilter(patterns.get(i)).accept(new Path("/" + names.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> names(Path path) {
    List<String> names = new ArrayList<>();
    for (Path one = path; one.getParent() != null; one = one.getParent()) {
      names.add(one.getName());
    }
    Collections.reverse(names);
    return names;
  }

  private static void requireNoFile(String place, Path path, Configuration hadoop)
      throws IOException {
    FileSystem fileSystem = path.getFileSystem(hadoop);
    for (Path one = path; one != null; one = one.getParent()) {
      if (fileSystem.exists(one)) {
        if (!fileSystem.getFileStatus(one).isDirectory()) {
          throw EvaluationException.configuration(
              place + " cannot be used: " + one + " is a file, expected a directory");
        }
        return;
      }
    }
  }
}
