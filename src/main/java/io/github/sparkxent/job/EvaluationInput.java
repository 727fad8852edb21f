// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.input.PinnedTable;
import io.github.sparkxent.job.input.column.ColumnConflicts;
import io.github.sparkxent.job.input.column.InputColumn;
import io.github.sparkxent.job.input.column.InputColumns;
import io.github.sparkxent.job.input.column.NeededColumns;
import io.github.sparkxent.job.input.column.SequenceInput;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import io.github.sparkxent.job.input.scan.ScanChoice;
import io.github.sparkxent.job.input.scan.ScanColumns;
import io.github.sparkxent.job.join.IdJoin;
import io.github.sparkxent.job.join.Joins;
import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.scan.ParquetScanTable;
import io.github.sparkxent.sql.XentCatalog;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import io.github.sparkxent.sql.evaluation.SequenceTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows to evaluate, under the names of {@link EvaluationArguments}; {@code id} only if the rows
 * have one.
 */
final class EvaluationInput {
  static final String ID = EvaluationArguments.ID;
  static final String SPLIT = EvaluationArguments.SPLIT;
  static final String LOGITS = EvaluationArguments.LOGITS;
  static final String BASELINE_LOGITS = EvaluationArguments.BASELINE_LOGITS;
  static final String LABEL = EvaluationArguments.LABEL;
  static final String WEIGHT = EvaluationArguments.WEIGHT;

  /** The split of all rows where there is no split column. */
  static final String ALL = "all";

  private static final String WITHOUT_WHOLE =
      "or set quality.invalid_rows to skip, since quarantine writes rows with all columns";

  private static final Set<DataType> ID_TYPES =
      Set.of(DataTypes.StringType, DataTypes.LongType, DataTypes.IntegerType);

  private final Dataset<Row> source;
  private final Dataset<Row> declared;
  private final Column[] selected;
  private final Dataset<Row> rows;
  private final boolean hasId;
  private final Column kept;
  private final boolean areSequences;
  private final Joins joins;
  private final Predicate<String> needed;
  private final ScanChoice reader;
  private final PinnedTable table;

  /**
   * Creates the input.
   *
   * @param source whole rows by Spark's reader; null if nothing needs them
   * @param declared their columns, without rows
   */
  private EvaluationInput(
      Dataset<Row> source,
      Dataset<Row> declared,
      EvaluationColumns columns,
      Joins joins,
      Predicate<String> needed,
      ScanChoice reader,
      PinnedTable table) {
    this.source = source;
    this.declared = declared;
    this.selected = columns.selected();
    this.rows =
        reader.isScan()
            ? ParquetScanTable.over(declared.sparkSession(), reader.plan())
            : source.select(selected);
    this.hasId = columns.hasId();
    this.kept = columns.kept();
    this.areSequences = columns.areSequences();
    this.joins = joins;
    this.needed = needed;
    this.reader = reader;
    this.table = table;
  }

  /**
   * Resolves the columns of a configuration, for Spark's reader.
   *
   * @throws EvaluationException of kind configuration if one does not resolve or has an unfit type
   */
  static EvaluationInput of(SparkSession spark, EvaluationConfig config) {
    try {
      InputFiles files =
          InputFiles.of(spark.sparkContext().hadoopConfiguration(), config.input().source());
      return of(spark, config, files, config.input().where(), null, ColumnConflicts.none());
    } catch (IOException e) {
      throw ReadFailure.translate(e);
    }
  }

  /**
   * Resolves the columns of a configuration over files that may differ.
   *
   * @param files the listed files of the input; null if it is a table or a query
   * @param filter the condition of the rows that the run is about, or null
   * @param manifest what its files promise; null if they promise nothing, or were not asked
   * @throws EvaluationException of kind configuration if one does not resolve or has an unfit type,
   *     of kind input if a file lacks a column that is needed or has another type for it
   */
  static EvaluationInput of(
      SparkSession spark,
      EvaluationConfig config,
      InputFiles files,
      String filter,
      ParquetManifest manifest,
      ColumnConflicts conflicts) {
    InputColumns input = InputColumns.of(spark, config.input(), files, conflicts);
    Dataset<Row> declared = input.declared();
    Joins joins = Joins.of(spark, config, declared);
    String split = input.split() == null ? config.columns().split() : input.split();
    EvaluationColumns columns = EvaluationColumns.of(config, declared, split, filter, joins);
    ScanChoice reader =
        ScanChoice.of(
            spark,
            config,
            EvaluationQuery.options(config),
            new ScanChoice.Input(files, filter, manifest, conflicts, columns.split()));
    boolean whole = config.quality().quarantine() != null;
    ColumnNames names = ColumnNames.of(spark);
    if (reader.isScan() && !whole) {
      StructType stored = reader.stored();
      conflicts.refuseDifferences(stored, stored);
      return new EvaluationInput(
          null,
          declared,
          columns,
          joins,
          column -> names.find(stored.fieldNames(), column).isPresent(),
          reader,
          null);
    }
    Dataset<Row> source =
        input.rows(
            NeededColumns.of(config).and(filter),
            joins.label(),
            whole,
            reader.isScan() ? ", " + WITHOUT_WHOLE : "; the scan reads it, but " + reader.reason(),
            WITHOUT_WHOLE);
    Joins matched = joins.over(source);
    return new EvaluationInput(
        matched.joined(),
        joins.joined(),
        columns,
        matched,
        column -> names.find(source.columns(), column).isPresent(),
        reader,
        input.table());
  }

  /** Returns {@link #rows()} with the original row beside it, as one struct. */
  Dataset<Row> rowsWithWhole(String whole) {
    List<Column> columns = new ArrayList<>();
    columns.add(struct(ofInput()).as(whole));
    columns.addAll(Arrays.asList(selected));
    return source.select(columns.toArray(new Column[0]));
  }

  /** Returns the columns of the input, and its label if that was joined. */
  private Column[] ofInput() {
    List<String> baseline = joins.ofBaseline();
    return baseline.isEmpty()
        ? new Column[] {col("*")}
        : Arrays.stream(source.columns())
            .filter(name -> !baseline.contains(name))
            .map(name -> col(ColumnNames.quoted(name)))
            .toArray(Column[]::new);
  }

  Dataset<Row> rows() {
    return rows;
  }

  /** Returns those of them that the run is about. */
  Dataset<Row> keptRows() {
    return isFiltered() ? rows.where(col(EvaluationArguments.KEPT)) : rows;
  }

  /** Tells whether the run is about some rows only. */
  boolean isFiltered() {
    return kept != null;
  }

  /** Returns them by their files, under a name: a number of the plan's files, or their URIs. */
  Dataset<Row> rowsByFile(String name) {
    if (!reader.isScan()) {
      return rows.select(input_file_name().as(name), col("*"));
    }
    return ParquetScanTable.over(declared.sparkSession(), reader.plan().ofFiles());
  }

  /** Returns what reads the rows. */
  ScanChoice reader() {
    return reader;
  }

  /** Returns the tables that are read at a version: its own, and those beside it. */
  List<PinnedTable> versionedTables() {
    return Stream.concat(Stream.of(table), joins.all().stream().map(IdJoin::table))
        .filter(one -> one != null && one.version() != null)
        .toList();
  }

  /** Returns how many rows the table says it has; null if it is none, or does not know. */
  Long promised() {
    return table == null || table.version() == null ? null : table.version().rowsPromised();
  }

  /** Tells whether Spark's reader reads rows, all or the invalid ones. */
  boolean isReadBySpark() {
    return source != null;
  }

  /** Returns the types of the columns as they are in the input. */
  StructType types() {
    return declared.select(selected).schema();
  }

  /** Returns the name of the file of each of {@link #rows()}. */
  Column fileName() {
    return reader.isScan() ? col(ScanColumns.FILE) : input_file_name();
  }

  /** Tells whether a column of the files is needed. */
  boolean needs(String column) {
    return needed.test(column);
  }

  boolean hasSourceColumn(String name) {
    return Arrays.stream(source.columns()).anyMatch(name::equalsIgnoreCase);
  }

  /**
   * Compares the ids of a data set that stands beside the predictions with theirs.
   *
   * @return warnings for the report
   */
  List<String> match(IdJoin join) {
    return joins.check(join, kept);
  }

  /** Returns the data sets that stand beside the predictions. */
  Joins joins() {
    return joins;
  }

  /** Tells whether rows are sequences. */
  boolean areSequences() {
    return areSequences;
  }

  boolean hasId() {
    return hasId;
  }

  /**
   * Returns the id as the aggregate takes it: in its own type if that is a common one, else as
   * text.
   */
  Column idArgument() {
    DataType type = rows.schema().apply(ID).dataType();
    return ID_TYPES.contains(type) ? col(ID) : col(ID).cast(DataTypes.StringType);
  }

  /**
   * Returns logits, packed ones as an array; null where their number of bytes is broken.
   *
   * @param name that of their column
   * @param encoding how packed ones are stored
   */
  Column logitsAsArray(String name, LogitEncoding encoding) {
    return rows.schema().apply(name).dataType().equals(DataTypes.BinaryType)
        ? when(
            length(col(name)).mod(lit(encoding.width())).equalTo(lit(0)),
            call_function(XentCatalog.NAME + ".unpack", col(name), lit(encoding.text())))
        : col(name);
  }

  /**
   * Returns the label of rows as the functions take it: bigint, double, string, or an array of
   * float, of double, or, of a sequence, of bigint.
   *
   * @param name that of its column
   */
  static Column labelArgument(Dataset<Row> rows, String name) {
    DataType type = rows.schema().apply(name).dataType();
    if (SequenceInput.areIntegers(type)) {
      return col(name).cast(SequenceTypes.LONGS);
    }
    if (InputColumn.isInteger(type) && !type.equals(DataTypes.LongType)) {
      return col(name).cast(DataTypes.LongType);
    }
    return type.equals(DataTypes.FloatType) ? col(name).cast(DataTypes.DoubleType) : col(name);
  }
}
