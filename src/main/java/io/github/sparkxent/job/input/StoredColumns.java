// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.file.FileGroup;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.file.InputRoots;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Reads files whose columns only Spark finds out, together with those in the names of directories.
 */
final class StoredColumns {
  private StoredColumns() {}

  /** Reads files, however their directories were named. */
  static Dataset<Row> read(SparkSession spark, DataSource source, InputFiles files)
      throws IOException {
    ColumnNames names = ColumnNames.of(spark);
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    List<FileGroup> groups = InputRoots.of(hadoop, source, files, names).groups(files);
    Dataset<Row> all = null;
    for (FileGroup group : groups) {
      DataFrameReader reader = DataReader.reader(spark, source);
      if (source.schema() == null && group.base() != null) {
        StructType stored =
            DataReader.load(
                    DataReader.reader(spark, source),
                    source,
                    new FileGroup(group.paths(), null, group.unread()))
                .schema();
        refuseOverlap(group, stored, names);
        reader.schema(stored);
      } else if (source.format().equals("json") && group.base() != null) {
        refuseKeys(spark, source, group, names);
      }
      Dataset<Row> one = DataReader.load(reader, source, group);
      all = all == null ? one : all.unionByName(one);
    }
    return all;
  }

  /**
   * Refuses records that have a value for a configured column that is also in the name of their
   * directory: Spark would take the directory's. In CSV the number of columns would differ, which
   * ends the run.
   */
  private static void refuseKeys(
      SparkSession spark, DataSource source, FileGroup group, ColumnNames names) {
    StructField[] both =
        Arrays.stream(DataReader.schema(source).fields())
            .filter(field -> names.find(toArray(group), field.name()).isPresent())
            .toArray(StructField[]::new);
    if (both.length > 0) {
      StructType stored = new StructType(both);
      DataFrameReader reader = DataReader.reader(spark, source).schema(stored);
      FileGroup bare = new FileGroup(group.paths(), null, group.unread());
      for (Row row : DataReader.load(reader, source, bare).na().drop("all").takeAsList(1)) {
        StructField[] found =
            IntStream.range(0, both.length)
                .filter(i -> !row.isNullAt(i))
                .mapToObj(i -> both[i])
                .toArray(StructField[]::new);
        refuseOverlap(group, new StructType(found), names);
      }
    }
  }

  private static String[] toArray(FileGroup group) {
    return group.unread().toArray(new String[0]);
  }

  private static void refuseOverlap(FileGroup group, StructType stored, ColumnNames names) {
    for (String name : group.unread()) {
      Optional<String> found = names.find(stored.fieldNames(), name);
      if (found.isPresent()) {
        throw EvaluationException.input(
            ("column %s stands in the files below %s and in the names of their"
                    + " directories, expected it in one of them; rename one")
                .formatted(found.get(), group.base()));
      }
    }
  }
}
