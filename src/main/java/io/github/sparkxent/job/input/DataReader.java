// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input;

import static org.apache.spark.sql.functions.lit;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.config.ReaderOptions;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.StorageAccess;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.file.FileGroup;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.file.InputRoots;
import io.github.sparkxent.job.input.file.QueriedPaths;
import io.github.sparkxent.job.input.file.TableConnector;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads data sets so that no part of them is left out, or replaced by nulls, in silence. */
public final class DataReader {
  /** Spark's conditions for a path and a table that do not exist. */
  private static final Set<String> MISSING = Set.of("PATH_NOT_FOUND", "TABLE_OR_VIEW_NOT_FOUND");

  private static final Logger LOG = LoggerFactory.getLogger(DataReader.class);

  private DataReader() {}

  /**
   * Reads files or a query as Spark finds them, and waits for what is not there yet as the
   * configuration says. A table is read by {@link PinnedTable}.
   *
   * @param files the files as they were listed; null if it is a query
   */
  public static Dataset<Row> read(SparkSession spark, DataSource source, InputFiles files) {
    try {
      if (source.query() != null) {
        return QueriedFooters.heeded(
            spark, source, InputWait.byClock().until(source, () -> query(spark, source)));
      }
      return StoredColumns.read(spark, source, files);
    } catch (Exception | LinkageError e) {
      throw unresolved(source, e);
    }
  }

  /** Reads some columns of files. */
  public static Dataset<Row> read(
      SparkSession spark,
      DataSource source,
      StructType columns,
      List<FileGroup> groups,
      ColumnNames names) {
    try {
      Dataset<Row> all = null;
      for (FileGroup group : groups) {
        Dataset<Row> one = read(spark, source, columns, group, names);
        boolean alone = groups.size() == 1 && names.hasAll(one.columns(), columns.fieldNames());
        Dataset<Row> rows = alone ? one : one.select(selected(one, columns, names));
        all = all == null ? rows : all.unionByName(rows);
      }
      return all;
    } catch (Exception e) {
      throw ReadFailure.translate(e);
    }
  }

  private static Dataset<Row> read(
      SparkSession spark,
      DataSource source,
      StructType columns,
      FileGroup group,
      ColumnNames names) {
    StructField[] stored =
        Arrays.stream(columns.fields())
            .filter(field -> !group.unread().contains(names.key(field.name())))
            .toArray(StructField[]::new);
    return load(reader(spark, source).schema(new StructType(stored)), source, group);
  }

  /** Reads files, with the columns in the names of their directories. */
  public static Dataset<Row> load(DataFrameReader reader, DataSource source, FileGroup group) {
    if (group.base() == null) {
      // Where no directory is a column, Spark reads the directories below only if it is told to.
      reader.option("recursiveFileLookup", "true");
    } else if (!source.hasOption(InputRoots.BASE_PATH)) {
      reader.option(InputRoots.BASE_PATH, group.base());
    }
    return reader.load(group.paths().toArray(new String[0]));
  }

  /** Returns all columns; those that some files lack are null there. */
  private static Column[] selected(Dataset<Row> rows, StructType columns, ColumnNames names) {
    return Arrays.stream(columns.fields())
        .map(
            field ->
                names
                    .find(rows.columns(), field.name())
                    .map(found -> rows.col(ColumnNames.quoted(found)))
                    .orElse(lit(null).cast(field.dataType()))
                    .as(field.name(), field.metadata()))
        .toArray(Column[]::new);
  }

  /** Returns the rows of a table, at its version if one is given. */
  static Dataset<Row> table(SparkSession spark, DataSource source) throws IOException {
    QueriedPaths.refuseTables(spark.sparkContext().hadoopConfiguration(), source);
    try {
      Dataset<Row> rows =
          source.version() == null ? spark.table(source.table()) : spark.sql(source.select());
      QueriedPaths.refuseText(spark.sparkContext().hadoopConfiguration(), source);
      return rows;
    } catch (Exception e) {
      if (isMissing(e)) {
        throw EvaluationException.missing(source.key() + ".table: " + ReadFailure.oneLine(e), e);
      }
      throw e;
    }
  }

  /** Tells whether Spark says that its input is not there. */
  static boolean isMissing(Exception failure) {
    return MISSING.contains(ReadFailure.condition(failure));
  }

  /**
   * Returns the files that Spark says a table or a query reads. There are none if Spark cannot say,
   * as for databases, or if the query does not resolve, which shows again when it is read.
   */
  public static List<Path> filesNow(SparkSession spark, DataSource source) {
    try {
      return files(source.table() == null ? query(spark, source) : table(spark, source));
    } catch (Exception e) {
      LOG.debug("the files of {} are not known", source.key(), e);
      return List.of();
    }
  }

  /** Returns the files that Spark says are read; none if it cannot say. */
  static List<Path> files(Dataset<Row> rows) {
    // As URIs, with blanks and similar characters escaped.
    return Arrays.stream(rows.inputFiles()).map(file -> new Path(URI.create(file))).toList();
  }

  /**
   * Returns the exception for a data set that does not resolve. For a table or a query it is the
   * configuration's mistake, even if its connector throws an unknown exception, such as for a
   * version that does not exist.
   */
  static RuntimeException unresolved(DataSource source, Throwable failure) {
    RuntimeException known = ReadFailure.translate(failure);
    String storage = StorageAccess.problem(ReadFailure.causes(failure));
    boolean isJudged = known instanceof EvaluationException;
    if (source.isFiles()
        || failure instanceof EvaluationException
        || (storage == null
            && isJudged
            && ((EvaluationException) known).kind() != EvaluationException.Kind.CONFIGURATION)) {
      return known;
    }
    String found =
        source.table() == null
            ? source.key() + ".query is not a SELECT that resolves: "
            : source.key() + ".table " + source.table() + " does not resolve: ";
    String reason = isJudged ? known.getMessage() : ReadFailure.named(known);
    return EvaluationException.configuration(found + (storage == null ? reason : storage), failure);
  }

  private static Dataset<Row> query(SparkSession spark, DataSource source) throws IOException {
    QueriedPaths.refuseTables(spark.sparkContext().hadoopConfiguration(), source);
    try {
      Dataset<Row> rows = spark.sql(source.select());
      QueriedPaths.refuseText(spark.sparkContext().hadoopConfiguration(), source);
      return rows;
    } catch (Exception e) {
      String connector = TableConnector.missing(source.select(), spark.version());
      if (connector != null) {
        throw EvaluationException.configuration(source.place() + " " + connector, e);
      }
      if (isMissing(e)) {
        throw EvaluationException.missing(
            source.key() + ".query does not find what it reads: " + ReadFailure.oneLine(e), e);
      }
      throw e;
    }
  }

  public static DataFrameReader reader(SparkSession spark, DataSource source) {
    DataFrameReader reader = spark.read().format(source.format());
    if (source.format().equals("csv")) {
      reader.options(ReaderOptions.CSV_SPELLINGS);
    }
    // Ours last, since the letter case of the user's may be another.
    reader.options(source.options()).option(ReaderOptions.PAGE_CHECKSUMS, "true");
    if (source.isText()) {
      // A header is compared with the schema, and a line that does not fit it ends the run.
      reader
          .option("enforceSchema", "false")
          .option("unescapedQuoteHandling", "RAISE_ERROR")
          .option("mode", "FAILFAST");
    }
    return source.schema() == null ? reader : reader.schema(schema(source));
  }

  /** Returns the columns that the configuration gives for text files. */
  public static StructType schema(DataSource source) {
    try {
      return StructType.fromDDL(source.schema());
    } catch (Exception e) {
      throw EvaluationException.configuration(
          "%s.schema \"%s\" is not a list of columns such as id BIGINT, logit_0 FLOAT: %s"
              .formatted(source.key(), source.schema(), ReadFailure.oneLine(e)),
          e);
    }
  }

  /** Returns a name that no column has: the given one, after underscores if necessary. */
  public static String freeName(String[] columns, String wanted) {
    String name = wanted;
    while (Arrays.stream(columns).anyMatch(name::equalsIgnoreCase)) {
      name = "_" + name;
    }
    return name;
  }
}
