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

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows to evaluate, under fixed column names: {@code id} if there is one, {@code split}, {@code
 * logits}, {@code label}, {@code weight}.
 */
final class EvaluationInput {
  static final String ID = "id";
  static final String SPLIT = "split";
  static final String LOGITS = "logits";
  static final String LABEL = "label";
  static final String WEIGHT = "weight";

  /** Before the index of a slice. */
  static final String SLICE = "slice_";

  /** The split of all rows where there is no split column. */
  static final String ALL = "all";

  private static final Set<DataType> INTEGERS =
      Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);
  private static final Set<DataType> ID_TYPES =
      Set.of(DataTypes.StringType, DataTypes.LongType, DataTypes.IntegerType);
  private static final Set<DataType> FLOATING = Set.of(DataTypes.FloatType, DataTypes.DoubleType);

  private final Dataset<Row> source;
  private final Column[] selected;
  private final Dataset<Row> rows;
  private final boolean hasId;

  private EvaluationInput(Dataset<Row> source, Column[] selected, boolean hasId) {
    this.source = source;
    this.selected = selected;
    this.rows = source.select(selected);
    this.hasId = hasId;
  }

  /**
   * Resolves the columns of a configuration.
   *
   * @throws EvaluationException of kind configuration if one does not resolve or has an unfit type
   */
  static EvaluationInput of(SparkSession spark, EvaluationConfig config) {
    return of(spark, config, ColumnConflicts.none());
  }

  /**
   * Resolves the columns of a configuration over files that may differ.
   *
   * @throws EvaluationException of kind configuration if one does not resolve or has an unfit type,
   *     of kind input if a file lacks a column that is needed or has another type for it
   */
  static EvaluationInput of(
      SparkSession spark, EvaluationConfig config, ColumnConflicts conflicts) {
    Dataset<Row> source = source(spark, config.input(), conflicts.union());
    EvaluationConfig.Columns columns = config.columns();
    requireResolved(source, columns);
    List<Column> slices = new ArrayList<>();
    for (EvaluationConfig.Slice slice : config.slices()) {
      slices.add(slice(source, slice).as(SLICE + slices.size()));
    }
    conflicts.refuseNeeded(source, new NeededColumns(config));
    List<Column> selected = new ArrayList<>();
    if (columns.id() != null) {
      selected.add(resolve(source, "id", columns.id()).as(ID));
    }
    selected.add(split(source, columns.split()).cast(DataTypes.StringType).as(SPLIT));
    selected.add(
        typed(source, "logits", columns.logits(), "array<float> or array<double>").as(LOGITS));
    selected.add(
        typed(
                source,
                "label",
                columns.label(),
                "a class id (an integer type, float or double) or a distribution (array<float> or"
                    + " array<double>)")
            .as(LABEL));
    selected.add(
        columns.weight() == null
            ? lit(1.0).as(WEIGHT)
            : coalesce(
                    typed(source, "weight", columns.weight(), "a number")
                        .cast(DataTypes.DoubleType),
                    lit(Double.NaN))
                .as(WEIGHT));
    selected.addAll(slices);
    return new EvaluationInput(source, selected.toArray(new Column[0]), columns.id() != null);
  }

  private static void requireResolved(Dataset<Row> source, EvaluationConfig.Columns columns) {
    resolve(source, LOGITS, columns.logits());
    resolve(source, LABEL, columns.label());
    for (String[] optional :
        new String[][] {{ID, columns.id()}, {SPLIT, columns.split()}, {WEIGHT, columns.weight()}}) {
      if (optional[1] != null) {
        resolve(source, optional[0], optional[1]);
      }
    }
  }

  private static Dataset<Row> source(
      SparkSession spark, EvaluationConfig.Input input, StructType columns) {
    try {
      if (input.table() != null) {
        return spark.table(input.table());
      }
      DataFrameReader reader =
          spark
              .read()
              .format(input.format())
              .option("parquet.page.verify-checksum.enabled", "true");
      return (columns == null ? reader : reader.schema(columns))
          .load(input.path().toArray(new String[0]));
    } catch (Exception e) {
      throw ReadFailure.translate(e);
    }
  }

  private static Column split(Dataset<Row> source, String expression) {
    if (expression != null) {
      return resolve(source, "split", expression);
    }
    return Arrays.asList(source.columns()).contains(SPLIT) ? source.col(SPLIT) : lit(ALL);
  }

  /** Returns the column of an expression, which must resolve to one value a row. */
  private static Column resolve(Dataset<Row> source, String key, String expression) {
    try {
      Column column = expr(expression);
      int fields = source.select(column).schema().length();
      if (fields != 1) {
        throw EvaluationException.configuration(
            "columns." + key + " \"" + expression + "\" has " + fields + " columns, expected one");
      }
      return column;
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        throw EvaluationException.configuration(
            "columns."
                + key
                + " \""
                + expression
                + "\" does not resolve: "
                + ReadFailure.oneLine(e)
                + " (columns are "
                + String.join(", ", source.columns())
                + ")",
            e);
      }
      throw e;
    }
  }

  /** Returns the text of a slice's values, one a row. */
  private static Column slice(Dataset<Row> source, EvaluationConfig.Slice slice) {
    try {
      Column text = expr(slice.expression()).cast(DataTypes.StringType);
      // Beside the columns, so that an aggregate does not pass for a value of each row.
      source.select(col("*"), text.as(SLICE));
      return text;
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        throw EvaluationException.configuration(
            "slices: \""
                + slice.expression()
                + "\" does not resolve to one text a row: "
                + ReadFailure.oneLine(e)
                + " (columns are "
                + String.join(", ", source.columns())
                + ")",
            e);
      }
      throw e;
    }
  }

  private static Column typed(Dataset<Row> source, String key, String expression, String expected) {
    Column column = resolve(source, key, expression);
    DataType type = source.select(column).schema().fields()[0].dataType();
    boolean fits =
        switch (key) {
          case LOGITS -> isNumbers(type);
          case LABEL -> INTEGERS.contains(type) || FLOATING.contains(type) || isNumbers(type);
          default -> INTEGERS.contains(type) || FLOATING.contains(type);
        };
    if (!fits) {
      throw EvaluationException.configuration(
          "columns."
              + key
              + " \""
              + expression
              + "\" is "
              + type.simpleString()
              + ", expected "
              + expected
              + "; cast it if that is what is meant");
    }
    return column;
  }

  private static boolean isNumbers(DataType type) {
    return type instanceof ArrayType array && FLOATING.contains(array.elementType());
  }

  /** Returns {@link #rows()} with the row as it is in the input beside it, as one struct. */
  Dataset<Row> rowsWithWhole(String whole) {
    List<Column> columns = new ArrayList<>();
    columns.add(struct(col("*")).as(whole));
    columns.addAll(Arrays.asList(selected));
    return source.select(columns.toArray(new Column[0]));
  }

  Dataset<Row> rows() {
    return rows;
  }

  boolean hasSourceColumn(String name) {
    return Arrays.stream(source.columns()).anyMatch(name::equalsIgnoreCase);
  }

  boolean hasId() {
    return hasId;
  }

  /** Returns the id as the aggregate takes it: in its own type where that is common, else text. */
  Column idArgument() {
    DataType type = rows.schema().apply(ID).dataType();
    return ID_TYPES.contains(type) ? col(ID) : col(ID).cast(DataTypes.StringType);
  }

  boolean hasFloats(String column) {
    return rows.schema().apply(column).dataType() instanceof ArrayType array
        && array.elementType().equals(DataTypes.FloatType);
  }

  /**
   * Returns the label as the row function takes it: bigint, double or array, never a null number.
   */
  Column labelArgument() {
    DataType type = rows.schema().apply(LABEL).dataType();
    if (INTEGERS.contains(type)) {
      return coalesce(col(LABEL).cast(DataTypes.LongType), lit(0L));
    }
    if (FLOATING.contains(type)) {
      return coalesce(col(LABEL).cast(DataTypes.DoubleType), lit(0.0));
    }
    return col(LABEL);
  }
}
