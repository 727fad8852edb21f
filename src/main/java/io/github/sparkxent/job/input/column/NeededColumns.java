// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import io.github.sparkxent.job.config.ColumnsConfig;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.FailedExpression.ConfiguredSql;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.sql.ColumnProbe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Which columns of an input the configured expressions need. */
public final class NeededColumns {
  /** A star that is not a multiplication stands for all columns. */
  private static final Pattern ALL = Pattern.compile("\\*\\s*($|[,)]|except)");

  private final List<String> expressions;
  private final boolean usualSplit;

  /** The columns that some expressions need together. */
  public NeededColumns(List<String> expressions) {
    this(expressions, false);
  }

  private NeededColumns(List<String> expressions, boolean usualSplit) {
    this.expressions = expressions;
    this.usualSplit = usualSplit;
  }

  /** The columns that an evaluation needs of its input. */
  public static NeededColumns of(EvaluationConfig config) {
    return new NeededColumns(
        config.expressions().stream().map(ConfiguredSql::sql).toList(),
        config.columns().split() == null && config.input().splits().isEmpty());
  }

  /** Returns these and the columns that another expression needs; these alone if it is null. */
  public NeededColumns and(String expression) {
    if (expression == null) {
      return this;
    }
    List<String> more = new ArrayList<>(expressions);
    more.add(expression);
    return new NeededColumns(more, usualSplit);
  }

  /** All columns. */
  public static NeededColumns all() {
    return new NeededColumns(List.of("*"));
  }

  /** The columns that an evaluation reads of its input: all if invalid rows are written. */
  public static NeededColumns read(EvaluationConfig config) {
    return config.quality().quarantine() == null ? of(config) : all();
  }

  private List<ClassColumns> patterns() {
    return expressions.stream().map(ClassColumns::of).filter(Objects::nonNull).toList();
  }

  /** Returns the expressions that are no patterns. */
  private List<String> plain(boolean withSplit) {
    Stream<String> plain =
        expressions.stream().filter(expression -> ClassColumns.of(expression) == null);
    return (withSplit ? Stream.concat(plain, Stream.of(ColumnsConfig.SPLIT)) : plain).toList();
  }

  private boolean namesAll() {
    return plain(false).stream()
        .anyMatch(text -> ALL.matcher(text.toLowerCase(Locale.ROOT)).find());
  }

  /**
   * Returns a test by name that passes each needed column, and may pass others: a column can only
   * be needed if its name stands in an expression.
   */
  public Predicate<String> mentioned() {
    List<String> texts =
        plain(usualSplit).stream().map(expression -> expression.toLowerCase(Locale.ROOT)).toList();
    List<ClassColumns> patterns = patterns();
    boolean all = namesAll();
    return name ->
        all
            || name.indexOf('`') >= 0
            || patterns.stream().anyMatch(pattern -> pattern.matches(name))
            || texts.stream().anyMatch(text -> text.contains(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Returns the columns that the expressions need, and of structs the fields.
   *
   * @param columns the columns that there are; the expressions resolve over them
   */
  public StructType of(SparkSession spark, StructType columns) {
    if (namesAll()) {
      return columns;
    }
    ColumnNames known = ColumnNames.of(spark);
    List<String> sql = sql(columns.fieldNames(), known);
    List<StructField> plain =
        sql.stream().map(text -> PlainColumn.of(text, columns, known)).distinct().toList();
    if (!plain.contains(null)) {
      return restricted(columns, new StructType(plain.toArray(new StructField[0])));
    }
    StructType used = ColumnProbe.needed(spark, columns, rows -> select(rows, sql));
    StructType needed = restricted(columns, used);
    if (resolve(ColumnProbe.over(spark, needed), sql)) {
      return needed;
    }
    // Some have no influence, as the optimizer found, but they must be there nevertheless.
    Dataset<Row> rows = ColumnProbe.over(spark, columns);
    Predicate<String> mentioned = mentioned();
    Set<String> names = new HashSet<>(List.of(used.fieldNames()));
    for (String name : columns.fieldNames()) {
      if (mentioned.test(name) && !resolve(rows.drop(name), sql)) {
        names.add(name);
      }
    }
    return new StructType(
        Stream.of(columns.fields())
            .filter(field -> names.contains(field.name()))
            .toArray(StructField[]::new));
  }

  private List<String> sql(String[] columns, ColumnNames names) {
    List<String> sql = new ArrayList<>();
    for (ClassColumns pattern : patterns()) {
      sql.add(pattern.expression("columns", columns, names));
    }
    boolean withSplit = usualSplit && names.find(columns, ColumnsConfig.SPLIT).isPresent();
    plain(withSplit).forEach(text -> sql.add(RowExpression.withoutFileName(text)));
    return sql;
  }

  private static Dataset<Row> select(Dataset<Row> rows, List<String> sql) {
    return rows.select(sql.stream().map(functions::expr).toArray(Column[]::new));
  }

  private static boolean resolve(Dataset<Row> rows, List<String> sql) {
    try {
      select(rows, sql);
      return true;
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        return false;
      }
      throw e;
    }
  }

  /** Returns the same columns and fields with everything that is known of them. */
  private static StructType restricted(StructType columns, StructType some) {
    List<String> names = List.of(some.fieldNames());
    List<StructField> fields = new ArrayList<>();
    for (StructField field : columns.fields()) {
      int index = names.indexOf(field.name());
      if (index >= 0) {
        DataType type = restricted(field.dataType(), some.fields()[index].dataType());
        fields.add(new StructField(field.name(), type, true, field.metadata()));
      }
    }
    return new StructType(fields.toArray(new StructField[0]));
  }

  private static DataType restricted(DataType type, DataType some) {
    if (type instanceof StructType whole && some instanceof StructType part) {
      return restricted(whole, part);
    }
    if (type instanceof ArrayType whole && some instanceof ArrayType part) {
      return new ArrayType(restricted(whole.elementType(), part.elementType()), true);
    }
    return type instanceof MapType whole && some instanceof MapType part
        ? new MapType(
            restricted(whole.keyType(), part.keyType()),
            restricted(whole.valueType(), part.valueType()),
            true)
        : type;
  }
}
