// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.sparkxent.gate.Gate;
import io.github.sparkxent.job.failure.FailedExpression;
import io.github.sparkxent.job.failure.FailedExpression.ConfiguredSql;
import io.github.sparkxent.metric.sequence.PositionRanges;
import io.github.sparkxent.metric.state.ComparisonOptions;
import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.row.PredictionKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The whole configuration of a run, with the defaults filled in. Immutable.
 *
 * <p>Each constructor checks what it can without reading data and throws an {@code
 * IllegalArgumentException} that says what was found and what was expected.
 *
 * @param name the evaluation's name, a plain file name
 * @param runId the run's id, a plain file name, or null to make one
 * @param dataDate the day that the data are of, or null
 * @param tags what the run is of, such as a model or a commit, by names of the user's own
 * @param task what is predicted
 * @param input where the rows come from
 * @param labels where the labels come from, or null: the input
 * @param baseline the baseline's side of the rows, or null: none, or a column of the input
 * @param classes the names of the classes, in order, or null
 * @param columns the SQL expressions over them
 * @param loss the options of the loss
 * @param quality what to do with bad rows
 * @param metrics which metrics there are beside those of the loss
 * @param comparison how the two sides are compared, and which rows are not independent
 * @param slices the expressions for each of whose values there are metrics
 * @param gates the thresholds
 * @param output where the results go
 * @param increments where the states of files are kept, or null: nowhere
 */
public record EvaluationConfig(
    String name,
    String runId,
    @JsonSerialize(using = ToStringSerializer.class)
        @JsonDeserialize(using = ConfiguredValue.Day.class)
        LocalDate dataDate,
    @JsonDeserialize(using = ConfiguredValue.Texts.class) Map<String, String> tags,
    Task task,
    InputConfig input,
    LabelsConfig labels,
    BaselineConfig baseline,
    List<String> classes,
    ColumnsConfig columns,
    LossConfig loss,
    QualityConfig quality,
    MetricsConfig metrics,
    ComparisonConfig comparison,
    List<Slice> slices,
    List<Gate> gates,
    OutputConfig output,
    IncrementsConfig increments) {
  /** What is predicted. */
  public enum Task {
    /** One of any number of classes. */
    MULTICLASS,
    /** One of two classes, 0 and 1, by one score of class 1, or one of each. */
    BINARY
  }

  /** Fills in the defaults. */
  public EvaluationConfig {
    name = name == null ? "evaluation" : name;
    RunNames.requirePlain("name", name);
    if (runId != null) {
      RunNames.requireId(runId);
    }
    tags = RunTags.required(tags);
    task = task == null ? Task.MULTICLASS : task;
    if (input == null) {
      throw new IllegalArgumentException(
          "no input, expected input.path, input.splits, input.table or input.query");
    }
    input.source();
    if (labels != null) {
      labels.source();
    }
    columns =
        columns == null
            ? new ColumnsConfig(null, null, null, null, null, null, null, null, null, null)
            : columns;
    loss = loss == null ? new LossConfig(null, null, null) : loss;
    quality =
        quality == null ? new QualityConfig(null, null, null, null, null, null, null) : quality;
    metrics =
        metrics == null
            ? new MetricsConfig(null, null, null, null, null, null, null, null, null)
            : metrics;
    metrics = metrics.forRows(columns.id() != null).forTask(task == Task.BINARY);
    comparison =
        comparison == null ? new ComparisonConfig(null, null, null, null, null, null) : comparison;
    comparison = comparison.forRows(columns.id() != null);
    slices = slices == null ? List.of() : List.copyOf(slices);
    metrics.options(names(slices));
    ConfigurationChecks.requireKept(slices, metrics.maxSliceValues());
    gates = gates == null ? List.of() : gates.stream().map(GateNames::shown).toList();
    classes = classes == null ? null : List.copyOf(classes);
    GateNames.require(
        gates,
        metrics,
        slices,
        classes == null ? List.of() : classes,
        baseline != null || columns.baselineLogits() != null,
        columns.bytes() != null,
        columns.listsClasses());
    ConfigurationChecks.requireClasses(classes, loss, quality);
    if (task == Task.BINARY) {
      ConfigurationChecks.requireTwoClasses(classes, loss, quality);
      ConfigurationChecks.requireRankable(metrics, columns, increments != null);
    }
    ConfigurationChecks.requireJoinable(input, labels, columns);
    ConfigurationChecks.requireComparable(columns, baseline, comparison);
    if (baseline != null && runId != null) {
      ConfigurationChecks.require(
          !runId.equals(baseline.run()),
          "baseline.run",
          "\"" + runId + "\", the run_id of this run",
          "an earlier one");
    }
    output = output == null ? new OutputConfig(null, null, null, null) : output;
    ConfigurationChecks.requireFreeNames(output, quality);
    boolean knowsClasses =
        task == Task.BINARY
            || classes != null
            || loss.classWeights() != null
            || quality.numClasses() != null;
    ConfigurationChecks.requireListed(columns, loss, baseline, knowsClasses, task == Task.BINARY);
    if (increments != null) {
      increments.require(input.source(), labels, baseline, quality, output, knowsClasses);
    }
  }

  /** Tells whether there are two classes, of which one score a row may be enough. */
  public boolean hasTwoClasses() {
    return task == Task.BINARY;
  }

  /** Tells whether rows have a baseline. */
  public boolean hasBaseline() {
    return baseline != null || columns.baselineLogits() != null;
  }

  /** Tells whether the baseline's side of rows is predictions, not figures of an earlier run. */
  public boolean hasBaselineLogits() {
    return hasBaseline() && (baseline == null || !baseline.isLosses());
  }

  /** Returns what the numbers of the baseline's predictions are. */
  public PredictionKind baselineKind() {
    return baseline == null || baseline.inputKind() == null
        ? columns.inputKind()
        : baseline.inputKind();
  }

  /** Returns how packed logits are stored. */
  public LogitEncoding encoding() {
    return columns.encoding() == null ? LogitEncoding.FLOAT32 : columns.encoding();
  }

  /** Returns how packed logits of the baseline are stored. */
  public LogitEncoding baselineEncoding() {
    return baseline == null || baseline.encoding() == null ? encoding() : baseline.encoding();
  }

  /** Returns the names of the classes, in order; empty if they have none. */
  public List<String> classNames() {
    return classes == null ? List.of() : classes;
  }

  /**
   * Returns the number of classes that every row must have.
   *
   * @return the configured number, or that of the task, the classes or their weights; 0 if there is
   *     none
   */
  public int numClasses() {
    if (hasTwoClasses()) {
      return 2;
    }
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
    all.add(new ConfiguredSql("columns.baseline_logits", columns.baselineLogits(), false));
    all.add(new ConfiguredSql("comparison.cluster", comparison.cluster(), false));
    all.add(new ConfiguredSql("columns.mask", columns.mask(), false));
    all.add(new ConfiguredSql("columns.bytes", columns.bytes(), false));
    slices.forEach(slice -> all.add(new ConfiguredSql("slices:", slice.expression(), false)));
    return all.stream().filter(one -> one.sql() != null).toList();
  }

  /** Returns what can tell which SQL failed on a value. */
  public FailedExpression failedExpression() {
    List<ConfiguredSql> all = new ArrayList<>(expressions());
    all.add(new ConfiguredSql("input.where", input.where(), false));
    all.add(new ConfiguredSql("input.query", input.query(), true));
    if (labels != null) {
      all.add(new ConfiguredSql("labels.id", labels.id(), false));
      all.add(new ConfiguredSql("labels.label", labels.label(), false));
      all.add(new ConfiguredSql("labels.query", labels.query(), true));
    }
    if (baseline != null) {
      all.add(new ConfiguredSql("baseline.id", baseline.id(), false));
      all.add(new ConfiguredSql("baseline.logits", baseline.logits(), false));
      all.add(new ConfiguredSql("baseline.label", baseline.label(), false));
      all.add(new ConfiguredSql("baseline.query", baseline.query(), true));
    }
    return FailedExpression.of(all);
  }

  /** Returns which metrics the one pass computes. */
  public MetricOptions metricOptions() {
    return metrics
        .options(names(slices))
        .withRanking(metrics.ranking(columns.inputKind()))
        .withClusters(comparison.cluster() == null ? 0 : comparison.groups())
        .withComparison(
            hasBaseline()
                ? new ComparisonOptions(comparison.divergence(), comparison.changedRows(), true)
                : null)
        .withListedOnly(columns.listsClasses());
  }

  /** Returns the slices by position, in order. */
  public List<PositionRanges> positions() {
    return slices.stream()
        .filter(Slice::isByPosition)
        .map(slice -> new PositionRanges(slice.name(), slice.positions()))
        .toList();
  }

  private static List<String> names(List<Slice> slices) {
    return slices.stream().map(Slice::name).toList();
  }
}
