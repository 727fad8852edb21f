/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.job;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Which columns of an input the configured expressions need. */
final class NeededColumns {
  /** A star that is not a multiplication stands for all columns. */
  private static final Pattern ALL = Pattern.compile("\\*\\s*($|[,)]|except)");

  private final List<String> expressions;
  private final boolean usualSplit;

  /** The columns that all of some expressions need. */
  NeededColumns(List<String> expressions) {
    this(expressions, false);
  }

  private NeededColumns(List<String> expressions, boolean usualSplit) {
    this.expressions = expressions;
    this.usualSplit = usualSplit;
  }

  /** The columns that an evaluation needs of its input. */
  static NeededColumns of(EvaluationConfig config) {
    ColumnsConfig columns = config.columns();
    String label = config.labels() == null ? columns.label() : null;
    return new NeededColumns(
        Stream.concat(
                Stream.of(columns.id(), columns.split(), columns.logits(), label, columns.weight()),
                config.slices().stream().map(Slice::expression))
            .filter(Objects::nonNull)
            .toList(),
        columns.split() == null && config.input().splits().isEmpty());
  }

  private List<ClassColumns> patterns() {
    return expressions.stream().map(ClassColumns::of).filter(Objects::nonNull).toList();
  }

  /** Returns the expressions that are no patterns. */
  private List<String> plain(boolean withSplit) {
    Stream<String> plain =
        expressions.stream().filter(expression -> ClassColumns.of(expression) == null);
    return (withSplit ? Stream.concat(plain, Stream.of(EvaluationInput.SPLIT)) : plain).toList();
  }

  /**
   * Returns a test by name that passes each needed column, and may pass others: a column can only
   * be needed if its name stands in an expression.
   */
  Predicate<String> mentioned() {
    List<String> texts =
        plain(usualSplit).stream().map(expression -> expression.toLowerCase(Locale.ROOT)).toList();
    List<ClassColumns> patterns = patterns();
    boolean all = texts.stream().anyMatch(text -> ALL.matcher(text).find());
    return name ->
        all
            || name.indexOf('`') >= 0
            || patterns.stream().anyMatch(pattern -> pattern.matches(name))
            || texts.stream().anyMatch(text -> text.contains(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Tells whether a column is needed: whether the expressions do not resolve without it.
   *
   * @param source an input over which they do
   */
  boolean in(Dataset<Row> source, String column) {
    if (!mentioned().test(column)) {
      return false;
    }
    if (patterns().stream().anyMatch(pattern -> pattern.matches(column))) {
      return true;
    }
    boolean hasSplit = Arrays.asList(source.columns()).contains(EvaluationInput.SPLIT);
    List<String> plain = plain(usualSplit && hasSplit);
    if (plain.stream().anyMatch(expression -> ALL.matcher(expression).find())) {
      return true;
    }
    try {
      source.drop(column).select(plain.stream().map(functions::expr).toArray(Column[]::new));
      return false;
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        return true;
      }
      throw e;
    }
  }
}
