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

import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Reads data sets so that nothing of them is left out, or replaced by nulls, in silence. */
final class DataReader {
  /** What Spark calls a path and a table that do not exist. */
  private static final Set<String> MISSING = Set.of("PATH_NOT_FOUND", "TABLE_OR_VIEW_NOT_FOUND");

  private DataReader() {}

  /**
   * Reads a data set; one that is not there yet is waited for as its configuration says.
   *
   * @param files those that were listed of it; null if it is a table or a query
   * @param columns the columns of its files, or null to take what they or the configuration say
   */
  static Dataset<Row> read(
      SparkSession spark, DataSource source, InputFiles files, StructType columns) {
    try {
      if (source.table() != null) {
        return InputWait.byClock().until(source, () -> table(spark, source));
      }
      if (source.query() != null) {
        return InputWait.byClock().until(source, () -> query(spark, source));
      }
      DataFrameReader reader = reader(spark, source, columns);
      if (!files.hasPartitions() && !hasBasePath(source)) {
        // Without directories that are columns Spark reads those below only if it is told to.
        reader.option("recursiveFileLookup", "true");
      }
      return reader.load(files.paths(source.paths()));
    } catch (Exception e) {
      throw ReadFailure.translate(e);
    }
  }

  private static boolean hasBasePath(DataSource source) {
    return source.options().keySet().stream().anyMatch("basePath"::equalsIgnoreCase);
  }

  private static Dataset<Row> table(SparkSession spark, DataSource source) {
    try {
      return spark.table(source.table());
    } catch (Exception e) {
      if (isMissing(e)) {
        throw EvaluationException.missing(source.key() + ".table: " + ReadFailure.oneLine(e), e);
      }
      throw e;
    }
  }

  /** Tells whether Spark says that what it was to read is not there. */
  private static boolean isMissing(Exception failure) {
    return MISSING.contains(ReadFailure.condition(failure));
  }

  /** Wraps the query, so that it can only be one: a command would be run here and now. */
  private static Dataset<Row> query(SparkSession spark, DataSource source) {
    String query = source.query().strip().replaceAll(";$", "");
    try {
      return spark.sql("SELECT * FROM (" + query + "\n)");
    } catch (Exception e) {
      if (isMissing(e)) {
        throw EvaluationException.missing(
            source.key() + ".query does not find what it reads: " + ReadFailure.oneLine(e), e);
      }
      if (e instanceof AnalysisException) {
        throw EvaluationException.configuration(
            source.key() + ".query is not a SELECT that resolves: " + ReadFailure.oneLine(e), e);
      }
      throw e;
    }
  }

  private static DataFrameReader reader(SparkSession spark, DataSource source, StructType columns) {
    DataFrameReader reader = spark.read().format(source.format());
    if (source.format().equals("csv")) {
      // As pandas and NumPy write them; Java's NaN, Infinity and -Infinity are always read.
      reader.option("nanValue", "nan").option("positiveInf", "inf").option("negativeInf", "-inf");
    }
    reader.options(source.options());
    // After the user's: none of them may win.
    reader.option("parquet.page.verify-checksum.enabled", "true");
    if (source.isText()) {
      // A header is held against the schema, and a line that does not fit it ends the run.
      reader
          .option("enforceSchema", "false")
          .option("unescapedQuoteHandling", "RAISE_ERROR")
          .option("mode", "FAILFAST");
    }
    if (columns != null) {
      return reader.schema(columns);
    }
    if (source.schema() == null) {
      return reader;
    }
    try {
      return reader.schema(source.schema());
    } catch (Exception e) {
      throw EvaluationException.configuration(
          source.key()
              + ".schema \""
              + source.schema()
              + "\" is not a list of columns such as id BIGINT, logit_0 FLOAT: "
              + ReadFailure.oneLine(e),
          e);
    }
  }

  /**
   * Reads the paths of each split, with the split's name in a column more.
   *
   * @param files those of all splits
   * @param column the name of that column, which none of the files has
   */
  static Dataset<Row> readSplits(
      SparkSession spark, InputConfig input, InputFiles files, StructType columns, String column) {
    Dataset<Row> all = null;
    for (String split : input.splits().keySet()) {
      Dataset<Row> one =
          read(spark, input.source(split), files, columns).withColumn(column, lit(split));
      try {
        all = all == null ? one : all.unionByName(one);
      } catch (Exception e) {
        throw EvaluationException.configuration(
            "input.splits." + split + " has other columns: " + ReadFailure.oneLine(e), e);
      }
    }
    return all;
  }

  /** Returns a name that no column has: the given one, behind underscores if need be. */
  static String freeName(Dataset<Row> rows, String wanted) {
    String name = wanted;
    while (Arrays.stream(rows.columns()).anyMatch(name::equalsIgnoreCase)) {
      name = "_" + name;
    }
    return name;
  }
}
