// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import static org.apache.spark.sql.functions.lit;

import io.github.sparkxent.job.config.ColumnsConfig;
import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.config.InputConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.input.DataReader;
import io.github.sparkxent.job.input.PinnedTable;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.sql.ColumnProbe;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of an input, over which expressions resolve, and its rows with the columns that the
 * expressions need.
 */
public final class InputColumns {
  private final SparkSession spark;
  private final Map<String, DataSource> parts;
  private final InputFiles files;
  private final String splitName;
  private final ColumnConflicts conflicts;
  private final Dataset<Row> declared;
  private final PinnedTable table;

  private InputColumns(
      SparkSession spark,
      Map<String, DataSource> parts,
      InputFiles files,
      String splitName,
      ColumnConflicts conflicts,
      Dataset<Row> declared,
      PinnedTable table) {
    this.spark = spark;
    this.parts = parts;
    this.files = files;
    this.splitName = splitName;
    this.conflicts = conflicts;
    this.declared = declared;
    this.table = table;
  }

  /** Returns the columns of an input in one. */
  public static InputColumns of(
      SparkSession spark, DataSource source, InputFiles files, ColumnConflicts conflicts) {
    PinnedTable table = source.table() == null ? null : PinnedTable.of(spark, source);
    Dataset<Row> declared =
        table != null
            ? table.rows()
            : conflicts.isKnown()
                ? ColumnProbe.over(spark, conflicts.all())
                : DataReader.read(spark, source, files);
    return new InputColumns(spark, Map.of("", source), files, null, conflicts, declared, table);
  }

  /** Returns the columns of an input, including the split if each split has a path. */
  public static InputColumns of(
      SparkSession spark, InputConfig input, InputFiles files, ColumnConflicts conflicts) {
    if (input.splits().isEmpty()) {
      return of(spark, input.source(), files, conflicts);
    }
    Map<String, DataSource> parts = new LinkedHashMap<>();
    input.splits().keySet().forEach(split -> parts.put(split, input.source(split)));
    if (conflicts.isKnown()) {
      StructType columns = conflicts.all();
      String name = DataReader.freeName(columns.fieldNames(), ColumnsConfig.SPLIT);
      Dataset<Row> declared = ColumnProbe.over(spark, columns.add(name, DataTypes.StringType));
      return new InputColumns(spark, parts, files, name, conflicts, declared, null);
    }
    DataSource part = parts.values().iterator().next();
    Dataset<Row> first = DataReader.read(spark, part, files.part(part.paths()));
    String name = DataReader.freeName(first.columns(), ColumnsConfig.SPLIT);
    InputColumns unknown = new InputColumns(spark, parts, files, name, conflicts, first, null);
    Dataset<Row> declared =
        unknown.union(source -> DataReader.read(spark, source, files.part(source.paths())));
    return new InputColumns(spark, parts, files, name, conflicts, declared, null);
  }

  /** Returns the table, or null if the input is none. */
  public PinnedTable table() {
    return table;
  }

  /** Returns a data set that has all columns, and rows only if they do not come from files. */
  public Dataset<Row> declared() {
    return declared;
  }

  /** Returns the expression of the split if each split has a path, else null. */
  public String split() {
    return splitName == null ? null : ColumnNames.quoted(splitName);
  }

  /**
   * Returns the rows.
   *
   * @param beside a further column that the expressions may use, or null
   * @param neededWayOut what else a user can do about a needed column that only the scan reads, for
   *     messages; or an empty text
   * @param wayOut the same about one of the others
   */
  public Dataset<Row> rows(
      NeededColumns expressions,
      StructField beside,
      boolean wholeRows,
      String neededWayOut,
      String wayOut) {
    if (!conflicts.isKnown()) {
      return declared;
    }
    StructType columns = declared.schema();
    StructType found = expressions.of(spark, beside == null ? columns : columns.add(beside));
    List<String> stored = List.of(conflicts.all().fieldNames());
    StructType needed =
        new StructType(
            Arrays.stream(found.fields())
                .filter(field -> stored.contains(field.name()))
                .toArray(StructField[]::new));
    StructType read = wholeRows ? conflicts.all() : needed;
    conflicts.refuse(needed, read, neededWayOut, wayOut);
    return read(read);
  }

  private Dataset<Row> read(StructType columns) {
    return union(
        source ->
            DataReader.read(
                spark,
                source,
                columns,
                conflicts.groups(columns, files.part(source.paths())),
                conflicts.names()));
  }

  /** A way to read a part of the input. */
  private interface Reading {
    Dataset<Row> read(DataSource source);
  }

  private Dataset<Row> union(Reading reading) {
    Dataset<Row> all = null;
    for (Map.Entry<String, DataSource> part : parts.entrySet()) {
      Dataset<Row> rows = reading.read(part.getValue());
      Dataset<Row> one = splitName == null ? rows : rows.withColumn(splitName, lit(part.getKey()));
      try {
        all = all == null ? one : all.unionByName(one);
      } catch (Exception e) {
        throw EvaluationException.configuration(
            "input.splits." + part.getKey() + " has other columns: " + ReadFailure.oneLine(e), e);
      }
    }
    return all;
  }
}
