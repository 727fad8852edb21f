// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.join;

import io.github.sparkxent.job.config.BaselineConfig;
import io.github.sparkxent.job.config.ColumnsConfig;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.input.column.InputColumn;
import io.github.sparkxent.job.input.parquet.ParquetFooter;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import io.github.sparkxent.job.output.LossesForm;
import io.github.sparkxent.job.output.RunArchive;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.sql.evaluation.EvaluateRowFunction;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The losses that an earlier run has published, as a baseline.
 *
 * <p>Their files say in which version they were written and with which options of the loss, so that
 * nothing is compared with the figures of another loss.
 *
 * @param place where they are, for messages
 * @param data their rows
 * @param form how they were written
 */
record BaselineLosses(String place, SideData data, LossesForm form) {
  private static final String ID = EvaluationArguments.ID;

  /** The columns of the losses by the names of the arguments that they become. */
  private static final Map<String, String> COLUMNS = columns();

  /** How many class weights a message shows. */
  private static final int MOST_WEIGHTS = 5;

  private static Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put(EvaluationArguments.BASELINE_LOSS, EvaluateRowFunction.LOSS);
    columns.put(EvaluationArguments.BASELINE_PREDICTION, EvaluateRowFunction.PREDICTION);
    columns.put(EvaluationArguments.BASELINE_RANK, EvaluateRowFunction.RANK);
    columns.put(EvaluationArguments.BASELINE_CONFIDENCE, EvaluateRowFunction.CONFIDENCE);
    columns.put(EvaluationArguments.BASELINE_BRIER_SCORE, EvaluateRowFunction.BRIER_SCORE);
    columns.put(EvaluationArguments.BASELINE_LABEL, EvaluateRowFunction.LABEL);
    return columns;
  }

  /**
   * Finds the losses of a configuration.
   *
   * @throws EvaluationException of kind configuration if there are none, or they are of other
   *     options of the loss; of kind input if they are not what a run of this version publishes
   */
  static BaselineLosses of(SparkSession spark, EvaluationConfig config) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    BaselineConfig baseline = config.baseline();
    String path = baseline.losses();
    try {
      if (baseline.run() != null) {
        Path evaluation = new Path(config.output().directory(), config.name());
        try (RunArchive runs = RunArchive.open(hadoop, evaluation)) {
          path = runs.losses(baseline.lossesKey(), baseline.run()).toString();
        }
      }
    } catch (IOException e) {
      throw ReadFailure.translate(e);
    }
    List<String> needed = new ArrayList<>(COLUMNS.values());
    needed.add(ID);
    SideData data = SideData.of(spark, baseline.lossesAt(path), needed);
    String found =
        baseline.run() != null ? "baseline.run " + baseline.run() : "baseline.losses " + path;
    LossesForm form = form(found, data.manifest());
    if (form.listsClasses()) {
      throw EvaluationException.configuration(
          found
              + " has losses that may be lower bounds, of which no differences are known, expected"
              + " those of a run without "
              + ColumnsConfig.LISTED);
    }
    if (data.manifest().footers().stream().noneMatch(footer -> column(footer, ID) != null)) {
      throw EvaluationException.input(
          found + " has losses without ids, expected those of a run with columns.id");
    }
    requireSame(found, form.loss(), config.loss().options());
    return new BaselineLosses(found, data, form);
  }

  private static LossesForm form(String found, ParquetManifest manifest) {
    Map<String, Metadata> notes = new TreeMap<>();
    for (ParquetFooter footer : manifest.footers()) {
      StructField loss = column(footer, EvaluateRowFunction.LOSS);
      Metadata note = loss == null ? Metadata.empty() : loss.metadata();
      requireVersion(found, footer.file().path(), LossesForm.version(note));
      notes.put(note.json(), note);
    }
    if (notes.size() > 1) {
      throw EvaluationException.input(
          found + " has the losses of different runs, expected those of one: " + notes.keySet());
    }
    try {
      return LossesForm.of(notes.values().iterator().next());
    } catch (RuntimeException e) {
      throw EvaluationException.input(
          found + " has losses whose note is broken: " + notes.keySet(), e);
    }
  }

  private static void requireVersion(String found, String file, Long version) {
    if (version == null) {
      throw EvaluationException.input(
          ("%s: %s has no losses of rows as this version publishes them, expected the losses/ of a"
                  + " run; those of an earlier version have to be evaluated again")
              .formatted(found, file));
    }
    if (version != LossesForm.VERSION) {
      throw EvaluationException.input(
          "%s: %s has losses of version %s, expected version %s; evaluate them again"
              .formatted(found, file, version, LossesForm.VERSION));
    }
  }

  private static StructField column(ParquetFooter footer, String name) {
    try {
      return footer.noted() != null
              && DataType.fromJson(footer.noted()) instanceof StructType columns
          ? Arrays.stream(columns.fields())
              .filter(field -> field.name().equals(name))
              .findFirst()
              .orElse(null)
          : null;
    } catch (RuntimeException e) {
      return null; // what another program has written
    }
  }

  private static void requireSame(String found, LossOptions theirs, LossOptions ours) {
    if (theirs.equals(ours)) {
      return;
    }
    List<String> differences = new ArrayList<>();
    if (theirs.labelSmoothing() != ours.labelSmoothing()) {
      differences.add(
          difference("label_smoothing", theirs.labelSmoothing(), ours.labelSmoothing()));
    }
    if (!theirs.ignoreIndex().equals(ours.ignoreIndex())) {
      differences.add(
          difference("ignore_index", text(theirs.ignoreIndex()), text(ours.ignoreIndex())));
    }
    if (!Arrays.equals(theirs.classWeights(), ours.classWeights())) {
      differences.add(
          difference("class_weights", text(theirs.classWeights()), text(ours.classWeights())));
    }
    throw EvaluationException.configuration(
        found + " has the losses of other options: " + String.join("; ", differences));
  }

  private static String difference(String key, Object theirs, Object ours) {
    return "loss.%s %s, expected %s as here".formatted(key, theirs, ours);
  }

  private static String text(OptionalLong ignored) {
    return ignored.isPresent() ? String.valueOf(ignored.getAsLong()) : "null";
  }

  private static String text(double[] weights) {
    if (weights == null || weights.length <= MOST_WEIGHTS) {
      return Arrays.toString(weights);
    }
    String first = Arrays.toString(Arrays.copyOf(weights, MOST_WEIGHTS));
    return first.replace("]", ", ...] (" + weights.length + ")");
  }

  /** Joins them to rows with the columns of the input. */
  IdJoin joinedTo(Dataset<Row> predictions, EvaluationConfig config) {
    return IdJoin.of(
        Side.LOSSES, config, config.baseline().unmatched(), predictions, data, id(), figures());
  }

  /** Requires that they are of rows of as many classes, unless there are none. */
  void requireClasses(int numClasses) {
    if (form.numClasses() != 0 && numClasses != 0 && form.numClasses() != numClasses) {
      throw EvaluationException.input(
          "%s has the losses of rows of %s classes, expected %s as here"
              .formatted(place, form.numClasses(), numClasses));
    }
  }

  /** Returns the id; no advice is made for it, since nobody wrote an expression for it. */
  private InputColumn id() {
    return column(ID);
  }

  /** Returns the figures by the names of the arguments that they become. */
  private Map<String, InputColumn> figures() {
    Map<String, InputColumn> figures = new LinkedHashMap<>();
    COLUMNS.forEach((argument, column) -> figures.put(argument, column(column)));
    return figures;
  }

  private InputColumn column(String name) {
    InputColumn found = data.resolve(data.source().key(), name);
    return new InputColumn(found.key(), name, null, found.column(), found.type());
  }
}
