// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.sparkxent.gate.Gate;
import io.github.sparkxent.job.failure.FailedExpression;
import io.github.sparkxent.job.failure.FailedExpression.ConfiguredSql;
import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.numeric.LossOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The whole configuration of a run, with the defaults filled in. Immutable.
 *
 * <p>Each constructor checks what it can without reading data and throws an {@code
 * IllegalArgumentException} that says what was found and what was expected.
 *
 * @param name the evaluation's name, a plain file name
 * @param runId the run's id, a plain file name, or null to make one
 * @param input where the rows come from
 * @param labels where the labels come from, or null: the input
 * @param classes the names of the classes, in order, or null
 * @param columns the SQL expressions over them
 * @param loss the options of the loss
 * @param quality what to do with bad rows
 * @param metrics which metrics there are beside those of the loss
 * @param slices the expressions for each of whose values there are metrics
 * @param gates the thresholds
 * @param output where the results go
 */
public record EvaluationConfig(
    String name,
    String runId,
    InputConfig input,
    LabelsConfig labels,
    List<String> classes,
    ColumnsConfig columns,
    Loss loss,
    Quality quality,
    Metrics metrics,
    List<Slice> slices,
    List<Gate> gates,
    Output output) {
  /** Fills in the defaults. */
  public EvaluationConfig {
    name = name == null ? "evaluation" : name;
    RunNames.requirePlain("name", name);
    if (runId != null) {
      RunNames.requireId(runId);
    }
    if (input == null) {
      throw new IllegalArgumentException(
          "no input, expected input.path, input.splits, input.table or input.query");
    }
    columns = columns == null ? new ColumnsConfig(null, null, null, null, null, null) : columns;
    loss = loss == null ? new Loss(null, null, null) : loss;
    quality = quality == null ? new Quality(null, null, null, null, null, null, null) : quality;
    metrics = metrics == null ? new Metrics(null, null, null, null, null, null, null) : metrics;
    metrics = metrics.forRows(columns.id() != null);
    slices = slices == null ? List.of() : List.copyOf(slices);
    metrics.options(0, slices.stream().map(Slice::name).toList());
    gates = gates == null ? List.of() : gates.stream().map(GateNames::shown).toList();
    classes = classes == null ? null : List.copyOf(classes);
    GateNames.require(gates, metrics, slices, classes == null ? List.of() : classes);
    ConfigurationChecks.requireClasses(classes, loss, quality);
    ConfigurationChecks.requireJoinable(input, labels, columns);
    output = output == null ? new Output(null, null, null, null) : output;
    ConfigurationChecks.requireFreeNames(output, quality);
  }

  /** Returns the names of the classes, in order; empty if they have none. */
  public List<String> classNames() {
    return classes == null ? List.of() : classes;
  }

  /**
   * Returns the number of classes that every row must have.
   *
   * @return the configured number, or that of the classes or their weights; 0 if there is none
   */
  public int numClasses() {
    if (classes != null) {
      return classes.size();
    }
    if (loss.classWeights() != null) {
      return loss.classWeights().size();
    }
    return quality.numClasses() == null ? 0 : quality.numClasses();
  }

  /** Returns the SQL over the input's columns. */
  public List<ConfiguredSql> expressions() {
    List<ConfiguredSql> all = new ArrayList<>();
    all.add(new ConfiguredSql("columns.id", columns.id(), false));
    all.add(new ConfiguredSql("columns.split", columns.split(), false));
    all.add(new ConfiguredSql("columns.logits", columns.logits(), false));
    all.add(new ConfiguredSql("columns.label", labels == null ? columns.label() : null, false));
    all.add(new ConfiguredSql("columns.weight", columns.weight(), false));
    slices.forEach(slice -> all.add(new ConfiguredSql("slices:", slice.expression(), false)));
    return all.stream().filter(one -> one.sql() != null).toList();
  }

  /** Returns what can tell which SQL failed on a value. */
  public FailedExpression failedExpression() {
    List<ConfiguredSql> all = new ArrayList<>(expressions());
    all.add(new ConfiguredSql("input.query", input.query(), true));
    if (labels != null) {
      all.add(new ConfiguredSql("labels.id", labels.id(), false));
      all.add(new ConfiguredSql("labels.label", labels.label(), false));
      all.add(new ConfiguredSql("labels.query", labels.query(), true));
    }
    return FailedExpression.of(all);
  }

  /** Returns which metrics the one pass computes. */
  public MetricOptions metricOptions() {
    return metrics.options(metrics.worstRows(), slices.stream().map(Slice::name).toList());
  }

  /**
   * The options of the loss.
   *
   * @param labelSmoothing e in p' = (1 - e) p + e / C
   * @param ignoreIndex the class id of rows to leave out, or null
   * @param classWeights one weight a class, or null
   */
  public record Loss(
      Double labelSmoothing,
      Long ignoreIndex,
      @JsonFormat(without = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          List<Double> classWeights) {
    /** Fills in the defaults. */
    public Loss {
      labelSmoothing = labelSmoothing == null ? Double.valueOf(0) : labelSmoothing;
      if (classWeights != null && classWeights.isEmpty()) {
        throw new IllegalArgumentException(
            "loss.class_weights is empty, expected one weight a class");
      }
      if (classWeights != null) {
        requireWeights(classWeights);
        classWeights = List.copyOf(classWeights);
      }
      options(labelSmoothing, ignoreIndex, classWeights);
    }

    private static void requireWeights(List<Double> classWeights) {
      for (int c = 0; c < classWeights.size(); c++) {
        Double weight = classWeights.get(c);
        if (weight == null || !(weight >= 0 && weight <= Double.MAX_VALUE)) {
          throw new IllegalArgumentException(
              "loss.class_weights["
                  + c
                  + "] is "
                  + weight
                  + ", expected a finite number, 0 or more");
        }
      }
    }

    public LossOptions options() {
      return options(labelSmoothing, ignoreIndex, classWeights);
    }

    private static LossOptions options(
        double labelSmoothing, Long ignoreIndex, List<Double> classWeights) {
      return LossOptions.of(
          labelSmoothing,
          classWeights == null
              ? null
              : classWeights.stream().mapToDouble(Double::doubleValue).toArray(),
          ignoreIndex == null ? OptionalLong.empty() : OptionalLong.of(ignoreIndex));
    }
  }

  /** What to do when there are invalid rows. */
  public enum InvalidRows {
    /** End without a report. */
    FAIL,
    /** Leave them out, count them and go on. */
    SKIP,
    /** Like skip, and write them whole with their reason. */
    QUARANTINE
  }

  /**
   * What to do with bad rows.
   *
   * @param invalidRows what to do when there are any
   * @param maxInvalidFraction with skip and quarantine, the largest share of the rows read that may
   *     be invalid
   * @param quarantine the name of the subdirectory for the invalid rows
   * @param labelSumTolerance how far from 1 a label distribution may sum
   * @param probabilitySumTolerance how far from 1 the probabilities of a row may sum
   * @param maxSplits the largest number of splits
   * @param numClasses the number of classes of every row, or null: that of most rows
   */
  public record Quality(
      InvalidRows invalidRows,
      Double maxInvalidFraction,
      String quarantine,
      Double labelSumTolerance,
      Double probabilitySumTolerance,
      Integer maxSplits,
      Integer numClasses) {
    /** Fills in the defaults. */
    public Quality {
      invalidRows = invalidRows == null ? InvalidRows.FAIL : invalidRows;
      maxInvalidFraction = maxInvalidFraction == null ? Double.valueOf(1) : maxInvalidFraction;
      if (quarantine != null && invalidRows != InvalidRows.QUARANTINE) {
        throw new IllegalArgumentException(
            "quality.quarantine is \""
                + quarantine
                + "\" with quality.invalid_rows "
                + invalidRows.toString().toLowerCase(Locale.ROOT)
                + ", expected quality.invalid_rows: quarantine");
      }
      quarantine =
          quarantine == null && invalidRows == InvalidRows.QUARANTINE ? "quarantine" : quarantine;
      if (quarantine != null) {
        RunNames.requirePlain("quality.quarantine", quarantine);
      }
      labelSumTolerance = labelSumTolerance == null ? Double.valueOf(1e-3) : labelSumTolerance;
      probabilitySumTolerance =
          probabilitySumTolerance == null ? Double.valueOf(1e-3) : probabilitySumTolerance;
      maxSplits = maxSplits == null ? Integer.valueOf(10_000) : maxSplits;
      if (!(maxInvalidFraction >= 0 && maxInvalidFraction <= 1)) {
        throw new IllegalArgumentException(
            "quality.max_invalid_fraction is " + maxInvalidFraction + ", expected 0 to 1");
      }
      if (!(labelSumTolerance >= 0)) {
        throw new IllegalArgumentException(
            "quality.label_sum_tolerance is " + labelSumTolerance + ", expected 0 or more");
      }
      if (!(probabilitySumTolerance >= 0)) {
        throw new IllegalArgumentException(
            "quality.probability_sum_tolerance is "
                + probabilitySumTolerance
                + ", expected 0 or more");
      }
      if (maxSplits < 1) {
        throw new IllegalArgumentException(
            "quality.max_splits is " + maxSplits + ", expected 1 or more");
      }
      if (numClasses != null && numClasses < 1) {
        throw new IllegalArgumentException(
            "quality.num_classes is " + numClasses + ", expected 1 or more");
      }
    }
  }

  /**
   * Which metrics there are beside those of the loss.
   *
   * @param topK the k of each top-k accuracy, rising
   * @param calibrationBins the number of bins of confidence, 0 for no calibration
   * @param perClassMaxClasses up to how many classes each class has figures of its own
   * @param confusionMatrixMaxClasses up to how many classes there is a confusion matrix
   * @param worstRows how many rows of the largest losses are shown, 0 for none; null for the usual
   *     number if rows have ids, and none otherwise, since nobody could find them
   * @param maxSliceValues for how many values of a slice there are metrics in each split
   * @param minSliceRows how many evaluated rows a value of a slice needs to have metrics
   */
  public record Metrics(
      List<Integer> topK,
      Integer calibrationBins,
      Integer perClassMaxClasses,
      Integer confusionMatrixMaxClasses,
      Integer worstRows,
      Integer maxSliceValues,
      Integer minSliceRows) {
    /** Fills in the defaults. */
    public Metrics {
      MetricOptions usual = MetricOptions.DEFAULT;
      topK = topK == null ? usual.topK() : List.copyOf(topK);
      calibrationBins = calibrationBins == null ? usual.calibrationBins() : calibrationBins;
      perClassMaxClasses =
          perClassMaxClasses == null ? usual.perClassMaxClasses() : perClassMaxClasses;
      confusionMatrixMaxClasses =
          confusionMatrixMaxClasses == null
              ? usual.confusionMatrixMaxClasses()
              : confusionMatrixMaxClasses;
      maxSliceValues = maxSliceValues == null ? usual.maxSliceValues() : maxSliceValues;
      minSliceRows = minSliceRows == null ? Integer.valueOf(1) : minSliceRows;
      if (minSliceRows < 1) {
        throw new IllegalArgumentException(
            "metrics.min_slice_rows is " + minSliceRows + ", expected 1 or more");
      }
      new MetricOptions(
          topK,
          calibrationBins,
          perClassMaxClasses,
          confusionMatrixMaxClasses,
          worstRows == null ? usual.worstRows() : worstRows,
          usual.slices(),
          maxSliceValues);
    }

    /** Fills in how many worst rows there are. */
    private Metrics forRows(boolean haveIds) {
      if (worstRows != null && worstRows > 0 && !haveIds) {
        throw new IllegalArgumentException(
            "metrics.worst_rows is "
                + worstRows
                + " without columns.id, expected the id that names a row");
      }
      int worst = haveIds ? MetricOptions.DEFAULT.worstRows() : 0;
      return new Metrics(
          topK,
          calibrationBins,
          perClassMaxClasses,
          confusionMatrixMaxClasses,
          worstRows == null ? Integer.valueOf(worst) : worstRows,
          maxSliceValues,
          minSliceRows);
    }

    private MetricOptions options(int worst, List<String> slices) {
      return new MetricOptions(
          topK,
          calibrationBins,
          perClassMaxClasses,
          confusionMatrixMaxClasses,
          worst,
          slices,
          maxSliceValues);
    }
  }

  /**
   * Where the results go.
   *
   * @param directory the directory of all evaluations
   * @param formats the report's formats; json is always among them
   * @param losses the name of the subdirectory for the loss of each row, or null for none
   * @param mlflow the MLflow server to log to after publishing, or null for none
   */
  public record Output(String directory, List<String> formats, String losses, MlflowServer mlflow) {
    /** The directory of all evaluations unless another is named. */
    public static final String DEFAULT_DIRECTORY = "target/evaluations";

    /** The format of a table of the metrics, which Spark writes, and the table's name. */
    public static final String TABLE = "parquet";

    public static final String TABLE_FILE = "metrics.parquet";

    /** Fills in the defaults. */
    public Output {
      directory = directory == null ? DEFAULT_DIRECTORY : directory;
      formats = withJson(formats == null ? List.of() : formats);
      if (directory.isBlank()) {
        throw new IllegalArgumentException("output.directory is empty, expected a path");
      }
      for (String format : formats) {
        requireFormat(format);
      }
      if (losses != null) {
        RunNames.requirePlain("output.losses", losses);
      }
    }

    /** Returns the formats including JSON, from which the others can be made. */
    private static List<String> withJson(List<String> formats) {
      String json = ReportFormat.labels().get(ReportFormat.JSON.ordinal());
      return formats.contains(json)
          ? List.copyOf(formats)
          : Stream.concat(Stream.of(json), formats.stream()).toList();
    }

    private static void requireFormat(String format) {
      if (format.equals(TABLE)) {
        return;
      }
      try {
        ReportFormat.of(format);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "output.formats has " + e.getMessage() + ", " + TABLE, e);
      }
    }

    @JsonCreator
    static Output of(
        @JsonProperty("directory") String directory,
        @JsonProperty("formats") List<String> formats,
        @JsonProperty("losses") JsonNode losses,
        @JsonProperty("mlflow") MlflowServer mlflow) {
      return new Output(directory, formats, lossesName(losses), mlflow);
    }

    /** Reads {@code true} as the usual name. */
    private static String lossesName(JsonNode losses) {
      if (losses == null || losses.isNull()) {
        return null;
      }
      if (losses.isBoolean()) {
        return losses.booleanValue() ? "losses" : null;
      }
      if (!losses.isTextual()) {
        throw new IllegalArgumentException(
            "output.losses is " + losses + ", expected true, false or a plain file name");
      }
      return losses.textValue();
    }
  }
}
