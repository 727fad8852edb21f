// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import static org.apache.spark.sql.functions.col;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.file.InputRoots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of an input whose directories satisfy a condition, before any of them is opened. Spark
 * evaluates the condition once for each directory, over a few rows made of the directories' names.
 *
 * <p>Of a condition that {@code AND} joins of several, those on columns in the names of directories
 * choose files. What is left of it chooses among the rows of these, which are all read and counted.
 */
public final class DirectoryFilter {
  /** The key of the condition. */
  public static final String KEY = "input.where";

  private static final String INDEX = "file_of_directory";
  private static final String AND = " AND ";
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryFilter.class);

  private final SparkSession spark;
  private final String where;
  private final InputRoots roots;

  private DirectoryFilter(SparkSession spark, String where, InputRoots roots) {
    this.spark = spark;
    this.where = where;
    this.roots = roots;
  }

  /** Returns the conditions that {@code AND} joins in one, each of which may be on directories. */
  public static List<String> conditions(String where) {
    return new ExpressionText(where).conjuncts();
  }

  /**
   * Tells by its words whether a condition can be on directories: it names columns of theirs only.
   *
   * @param condition one of {@link #conditions}
   * @param columns the columns in the names of directories
   */
  public static boolean isOnDirectories(String condition, Set<String> columns) {
    Set<String> names =
        columns.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    return new ExpressionText(condition).isOnlyOn(names);
  }

  /**
   * What a condition leaves.
   *
   * @param files the files to read, or null if the input is a table or a query
   * @param rows SQL that tells which of their rows to evaluate, or null: all
   */
  public record Chosen(InputFiles files, String rows) {}

  /**
   * Returns the files that satisfy a condition, and the part of it that is about their rows.
   *
   * @param files the listed files, or null if the input is a table or a query
   * @param where SQL over the columns of the input, or null
   * @throws EvaluationException of kind configuration if a part on directories is no condition, or
   *     if no file is left, which may come
   */
  public static Chosen of(SparkSession spark, DataSource source, InputFiles files, String where)
      throws IOException {
    if (where == null || files == null || !source.hasFooters()) {
      return new Chosen(files, where);
    }
    InputRoots roots =
        InputRoots.of(
            spark.sparkContext().hadoopConfiguration(), source, files, ColumnNames.of(spark));
    return new DirectoryFilter(spark, where, roots).chosen(files);
  }

  private Chosen chosen(InputFiles files) {
    Map<String, Map<String, String>> directories = new LinkedHashMap<>();
    for (FileStatus file : files.files()) {
      String parent = file.getPath().getParent().toString();
      directories.computeIfAbsent(parent, same -> roots.directory(file.getPath()).values());
    }
    List<String> names = columns(directories);
    if (names.isEmpty()) {
      return new Chosen(files, where);
    }
    List<String> order = List.copyOf(directories.keySet());
    Dataset<Row> rows = rows(names, order, directories);
    List<RowExpression> ofDirectories = new ArrayList<>();
    List<String> ofRows = new ArrayList<>();
    for (String condition : conditions(where)) {
      RowExpression found = condition(rows.drop(INDEX), condition);
      if (found == null) {
        ofRows.add(condition);
      } else {
        ofDirectories.add(found);
      }
    }
    if (ofDirectories.isEmpty()) {
      return new Chosen(files, where);
    }
    Column all = ofDirectories.stream().map(RowExpression::column).reduce(Column::and).get();
    return new Chosen(
        kept(files, satisfying(rows.where(all), order)),
        ofRows.isEmpty() ? null : String.join(AND, ofRows));
  }

  private InputFiles kept(InputFiles files, Set<String> satisfying) {
    Map<String, List<Path>> left = new LinkedHashMap<>();
    for (String root : files.roots().keySet()) {
      List<Path> own =
          files.part(List.of(root)).files().stream()
              .map(FileStatus::getPath)
              .filter(file -> satisfying.contains(file.getParent().toString()))
              .toList();
      if (own.isEmpty()) {
        throw EvaluationException.missing(
            "%s \"%s\" leaves none of the files of %s"
                .formatted(KEY, where, Secrets.maskPath(root)),
            null);
      }
      left.put(root, own);
    }
    List<FileStatus> kept =
        files.files().stream()
            .filter(file -> satisfying.contains(file.getPath().getParent().toString()))
            .toList();
    LOG.info("{} keeps {} of {} files", KEY, kept.size(), files.files().size());
    return new InputFiles(kept, left);
  }

  /** Returns the directories of some rows; a condition that gives null is not satisfied. */
  private static Set<String> satisfying(Dataset<Row> rows, List<String> order) {
    return rows.select(col(INDEX)).collectAsList().stream()
        .map(row -> order.get(row.getInt(0)))
        .collect(Collectors.toSet());
  }

  /** Returns a row for each directory: its columns, which are text, and its place in the order. */
  private Dataset<Row> rows(
      List<String> names, List<String> order, Map<String, Map<String, String>> directories) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      List<Object> row = new ArrayList<>();
      Map<String, String> values = directories.get(order.get(i));
      names.forEach(name -> row.add(values.get(name)));
      row.add(i);
      rows.add(RowFactory.create(row.toArray()));
    }
    List<StructField> fields = new ArrayList<>();
    names.forEach(
        name -> fields.add(DataTypes.createStructField(name, DataTypes.StringType, true)));
    fields.add(DataTypes.createStructField(INDEX, DataTypes.IntegerType, false));
    return spark.createDataFrame(rows, new StructType(fields.toArray(new StructField[0])));
  }

  /** Returns a condition on directories; null if it needs other columns, or is none at all. */
  private RowExpression condition(Dataset<Row> directories, String sql) {
    RowExpression condition;
    try {
      condition = RowExpression.of(directories, KEY, where, sql);
    } catch (EvaluationException e) {
      if (e.kind() == EvaluationException.Kind.CONFIGURATION) {
        return null; // resolved over all columns, it is understood or refused
      }
      throw e;
    }
    condition.requireCondition(KEY, where);
    return condition;
  }

  /** Returns the columns in the names of directories; none if they have not all the same. */
  private static List<String> columns(Map<String, Map<String, String>> directories) {
    Set<List<String>> found = new HashSet<>();
    directories.values().forEach(values -> found.add(List.copyOf(values.keySet())));
    return found.size() == 1 ? found.iterator().next() : List.of();
  }
}
