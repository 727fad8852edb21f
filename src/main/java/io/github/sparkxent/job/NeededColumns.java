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

  private final EvaluationConfig.Columns columns;
  private final List<EvaluationConfig.Slice> slices;

  NeededColumns(EvaluationConfig config) {
    columns = config.columns();
    slices = config.slices();
  }

  private List<String> expressions(String split) {
    return Stream.concat(
            Stream.of(columns.id(), split, columns.logits(), columns.label(), columns.weight()),
            slices.stream().map(EvaluationConfig.Slice::expression))
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * Returns a test by name that passes each needed column, and may pass others: a column can only
   * be needed if its name stands in an expression.
   */
  Predicate<String> mentioned() {
    List<String> texts =
        expressions(columns.split() == null ? EvaluationInput.SPLIT : columns.split()).stream()
            .map(expression -> expression.toLowerCase(Locale.ROOT))
            .toList();
    boolean all = texts.stream().anyMatch(text -> ALL.matcher(text).find());
    return name ->
        all
            || name.indexOf('`') >= 0
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
    boolean hasSplit = Arrays.asList(source.columns()).contains(EvaluationInput.SPLIT);
    String split = columns.split() == null && hasSplit ? EvaluationInput.SPLIT : columns.split();
    List<String> expressions = expressions(split);
    if (expressions.stream().anyMatch(expression -> ALL.matcher(expression).find())) {
      return true;
    }
    try {
      source.drop(column).select(expressions.stream().map(functions::expr).toArray(Column[]::new));
      return false;
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        return true;
      }
      throw e;
    }
  }
}
