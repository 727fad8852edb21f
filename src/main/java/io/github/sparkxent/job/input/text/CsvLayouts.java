// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.text;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.input.DataReader;
import io.github.sparkxent.job.input.column.NeededColumns;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.file.FileGroup;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.file.InputRoots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that the records of CSV files have: those of the data set, except those in the names
 * of a file's directories.
 */
final class CsvLayouts {
  private final SparkSession spark;
  private final DataSource source;
  private final NeededColumns needed;
  private final ColumnNames names;
  private final InputRoots roots;
  private final List<Set<String>> kinds = new ArrayList<>();
  private final List<CsvColumns> columns = new ArrayList<>();

  private CsvLayouts(
      SparkSession spark,
      DataSource source,
      NeededColumns needed,
      ColumnNames names,
      InputRoots roots) {
    this.spark = spark;
    this.source = source;
    this.needed = needed;
    this.names = names;
    this.roots = roots;
  }

  /**
   * Finds out the columns.
   *
   * @param needed the columns whose values Spark will read
   */
  static CsvLayouts of(
      SparkSession spark, DataSource source, InputFiles files, NeededColumns needed)
      throws IOException {
    ColumnNames names = ColumnNames.of(spark);
    InputRoots roots =
        InputRoots.of(spark.sparkContext().hadoopConfiguration(), source, files, names);
    CsvLayouts layouts = new CsvLayouts(spark, source, needed, names, roots);
    Map<Set<String>, List<String>> byDirectories = new LinkedHashMap<>();
    for (FileStatus file : files.files()) {
      byDirectories
          .computeIfAbsent(layouts.inDirectories(file), same -> new ArrayList<>())
          .add(InputFiles.literal(file.getPath().toString()));
    }
    byDirectories.forEach(layouts::add);
    return layouts;
  }

  private Set<String> inDirectories(FileStatus file) {
    return roots.directory(file.getPath()).values().keySet().stream()
        .map(names::key)
        .collect(Collectors.toSet());
  }

  private void add(Set<String> inDirectories, List<String> paths) {
    StructType schema =
        source.schema() == null
            ? DataReader.load(
                    DataReader.reader(spark, source),
                    source,
                    new FileGroup(paths, null, inDirectories))
                .schema()
            : DataReader.schema(source);
    StructType stored =
        new StructType(
            Arrays.stream(schema.fields())
                .filter(field -> !inDirectories.contains(names.key(field.name())))
                .toArray(StructField[]::new));
    StructType all = stored;
    for (String name : inDirectories) {
      all = all.add(name, DataTypes.StringType);
    }
    kinds.add(inDirectories);
    columns.add(new CsvColumns(stored, needed(all)));
  }

  private Set<String> needed(StructType all) {
    try {
      return new HashSet<>(List.of(needed.of(spark, all).fieldNames()));
    } catch (Exception e) {
      // An expression that does not resolve here belongs to the labels, or is refused later.
      Predicate<String> mentioned = needed.mentioned();
      return Arrays.stream(all.fieldNames()).filter(mentioned).collect(Collectors.toSet());
    }
  }

  /** Returns the columns of each kind of files. */
  List<CsvColumns> columns() {
    return columns;
  }

  /** Returns which of the kinds a file is. */
  int kind(FileStatus file) {
    return kinds.indexOf(inDirectories(file));
  }
}
