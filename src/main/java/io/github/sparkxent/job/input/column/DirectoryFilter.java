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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
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
 */
public final class DirectoryFilter {
  private static final String KEY = "input.where";
  private static final String INDEX = "file_of_directory";
  private static final String EXPECTED =
      ", expected a condition on columns in the names of directories, which are text; other"
          + " conditions are for input.query: SELECT * FROM parquet.`path` WHERE ...";
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryFilter.class);

  private final SparkSession spark;
  private final String where;
  private final InputRoots roots;

  private DirectoryFilter(SparkSession spark, String where, InputRoots roots) {
    this.spark = spark;
    this.where = where;
    this.roots = roots;
  }

  /**
   * Returns the files that satisfy a condition; all of them without one.
   *
   * @param files the listed files
   * @param where SQL over the columns in the names of directories, or null
   * @throws EvaluationException of kind configuration if it does not resolve over these, or if no
   *     file is left, which may come
   */
  public static InputFiles of(SparkSession spark, DataSource source, InputFiles files, String where)
      throws IOException {
    if (where == null) {
      return files;
    }
    InputRoots roots =
        InputRoots.of(
            spark.sparkContext().hadoopConfiguration(), source, files, ColumnNames.of(spark));
    return new DirectoryFilter(spark, where, roots).kept(files);
  }

  private InputFiles kept(InputFiles files) {
    Map<String, Map<String, String>> directories = new LinkedHashMap<>();
    for (FileStatus file : files.files()) {
      String parent = file.getPath().getParent().toString();
      directories.computeIfAbsent(parent, same -> roots.directory(file.getPath()).values());
    }
    Set<String> satisfying = satisfying(directories);
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

  /** Returns the directories that satisfy the condition; one that gives null does not. */
  private Set<String> satisfying(Map<String, Map<String, String>> directories) {
    List<String> names = columns(directories);
    List<String> order = new ArrayList<>(directories.keySet());
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      List<Object> row = new ArrayList<>();
      names.forEach(name -> row.add(null));
      Map<String, String> values = directories.get(order.get(i));
      names.forEach(name -> row.set(names.indexOf(name), values.get(name)));
      row.add(i);
      rows.add(RowFactory.create(row.toArray()));
    }
    List<StructField> fields = new ArrayList<>();
    names.forEach(
        name -> fields.add(DataTypes.createStructField(name, DataTypes.StringType, true)));
    fields.add(DataTypes.createStructField(INDEX, DataTypes.IntegerType, false));
    Dataset<Row> all =
        spark.createDataFrame(rows, new StructType(fields.toArray(new StructField[0])));
    return all
        .where(condition(all.drop(INDEX)).column())
        .select(col(INDEX))
        .collectAsList()
        .stream()
        .map(row -> order.get(row.getInt(0)))
        .collect(Collectors.toSet());
  }

  private RowExpression condition(Dataset<Row> directories) {
    RowExpression condition;
    try {
      condition = RowExpression.of(directories, KEY, where, where);
    } catch (EvaluationException e) {
      throw EvaluationException.configuration(e.getMessage() + EXPECTED, e);
    }
    if (!condition.type().equals(DataTypes.BooleanType)) {
      throw EvaluationException.configuration(
          "%s \"%s\" is of type %s%s"
              .formatted(KEY, where, condition.type().simpleString(), EXPECTED));
    }
    return condition;
  }

  /** Returns the columns that all directories have. */
  private List<String> columns(Map<String, Map<String, String>> directories) {
    Map<List<String>, String> found = new HashMap<>();
    directories.forEach(
        (directory, values) -> found.putIfAbsent(List.copyOf(values.keySet()), directory));
    if (found.size() == 1 && !found.keySet().iterator().next().isEmpty()) {
      return found.keySet().iterator().next();
    }
    List<String> without =
        found.entrySet().stream()
            .map(entry -> Secrets.maskPath(entry.getValue()) + " has " + entry.getKey())
            .sorted()
            .toList();
    throw EvaluationException.configuration(
        "%s \"%s\": the directory %s%s"
            .formatted(KEY, where, String.join(", ", without), EXPECTED));
  }
}
