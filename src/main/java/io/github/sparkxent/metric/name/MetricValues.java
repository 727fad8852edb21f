// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.name;

import static java.util.Locale.ROOT;

import io.github.sparkxent.metric.AccuracySummary;
import io.github.sparkxent.metric.MetricSummary;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The metrics of a split: names with a Long, a Double, or null where a metric is undefined (the
 * standard deviation of one row, the mean of none).
 *
 * <p>The names come in the order of {@link MetricNames#ORDER}, then the others in the order in
 * which they were added. Two are equal if names, order and values are, doubles bit for bit: NaN
 * equals NaN, 0.0 does not equal -0.0, and 1 does not equal 1.0. Immutable.
 */
public final class MetricValues {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern UPPER_CASE = Pattern.compile("[A-Z]");
  private static final MetricValues NONE = builder().build();

  private final Map<String, Number> values;

  private MetricValues(Map<String, Number> values) {
    this.values = values;
  }

  /**
   * Returns no metrics at all, as for the rows without a split.
   *
   * @return the empty metrics
   */
  public static MetricValues none() {
    return NONE;
  }

  /**
   * Returns the metrics among the components of a record, see {@link Builder#putAll}.
   *
   * @param record the figures
   * @param names the names of the metrics asked for
   * @return the metrics
   */
  public static MetricValues of(Record record, Collection<String> names) {
    return builder().putAll(record, names).build();
  }

  /**
   * Returns the metrics of a split, or of a part of one.
   *
   * @param summary its figures
   * @return the metrics, those of finite losses only if others are infinite
   */
  public static MetricValues of(MetricSummary summary) {
    Builder metrics = builder();
    summary.parts().forEach(part -> metrics.putAll(part, MetricNames.ORDER));
    if (summary.loss().infiniteLossCount() == 0) {
      metrics.remove(MetricNames.FINITE_LOSS_SUM).remove(MetricNames.FINITE_LOSS_MEAN);
    }
    summary
        .part(AccuracySummary.class)
        .topK()
        .forEach(top -> metrics.put(MetricNames.topAccuracy(top.k()), top.accuracy()));
    return metrics.build();
  }

  /**
   * Starts a set of metrics.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the names, including those of undefined metrics.
   *
   * @return the names, in order, unmodifiable
   */
  public Set<String> names() {
    return values.keySet();
  }

  /**
   * Tells whether a metric is there, defined or not.
   *
   * @param name the name of the metric
   * @return true if the metric is there
   */
  public boolean contains(String name) {
    return values.containsKey(name);
  }

  /**
   * Returns the value of a metric.
   *
   * @param name the name of the metric
   * @return a Long or a Double, or null if the metric is undefined or missing
   */
  public Number value(String name) {
    return values.get(name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MetricValues that
        && values.equals(that.values)
        && List.copyOf(names()).equals(List.copyOf(that.names()));
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }

  /** Collects metrics, each name once. */
  public static final class Builder {
    private final Map<String, Number> values = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds a count.
     *
     * @param name the name of the metric
     * @param value its value
     * @return this
     */
    public Builder put(String name, long value) {
      return put(name, Long.valueOf(value));
    }

    /**
     * Adds a number.
     *
     * @param name the name of the metric
     * @param value its value; NaN and infinities are values too
     * @return this
     */
    public Builder put(String name, double value) {
      return put(name, Double.valueOf(value));
    }

    /**
     * Adds a metric that may be undefined.
     *
     * @param name the name of the metric
     * @param value a Long or a Double; null if the metric is undefined
     * @return this
     * @throws IllegalArgumentException if the name is there already or no name of a-z, 0-9 and _
     *     (not ..._hex), or the value of another type
     */
    public Builder put(String name, Number value) {
      if (!NAME.matcher(name).matches() || name.endsWith("_hex")) {
        throw new IllegalArgumentException(
            "metric '"
                + name
                + "' = "
                + value
                + "; expected a name of a-z, 0-9 and _, not ..._hex");
      }
      if (values.containsKey(name)) {
        throw new IllegalArgumentException(
            "metric " + name + " is given twice: " + values.get(name) + " and " + value);
      }
      if (value != null && !(value instanceof Long) && !(value instanceof Double)) {
        throw new IllegalArgumentException(
            "metric " + name + " is a " + value.getClass().getName() + "; expected Long or Double");
      }
      values.put(name, value);
      return this;
    }

    /**
     * Adds the metrics among the components of a record and of the records in it: the numbers whose
     * names in snake case are asked for, each name once. A record that is null has no metrics, a
     * number that is null is undefined.
     *
     * @param record the figures, such as a {@code MetricSummary}
     * @param names the names of the metrics asked for
     * @return this
     */
    public Builder putAll(Record record, Collection<String> names) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        String name = UPPER_CASE.matcher(component.getName()).replaceAll("_$0").toLowerCase(ROOT);
        Object value = value(record, component);
        if (value instanceof Record part) {
          putAll(part, names);
        } else if (names.contains(name) && !values.containsKey(name)) {
          put(name, (Number) value);
        }
      }
      return this;
    }

    private static Object value(Record record, RecordComponent component) {
      try {
        return component.getAccessor().invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the component " + component + " cannot be read", e);
      }
    }

    /** Takes a metric out again. */
    Builder remove(String name) {
      values.remove(name);
      return this;
    }

    /**
     * Returns the metrics added so far.
     *
     * @return the metrics
     */
    public MetricValues build() {
      Set<String> order = new LinkedHashSet<>(MetricNames.ORDER);
      order.retainAll(values.keySet());
      order.addAll(values.keySet());
      Map<String, Number> ordered = new LinkedHashMap<>();
      order.forEach(name -> ordered.put(name, values.get(name)));
      return new MetricValues(Collections.unmodifiableMap(ordered));
    }
  }
}
