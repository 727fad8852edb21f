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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The columns that some files of an input lack, or hold with another type than most.
 *
 * <p>Left alone Spark takes the columns of an input from one of its files, or from a summary beside
 * them, and reads a column that another file lacks as nulls. So files are compared by the text of
 * their schema, and Spark is asked for the columns of one file of each kind; it then reads all that
 * any has.
 */
final class ColumnConflicts {
  private static final Logger LOG = LoggerFactory.getLogger(ColumnConflicts.class);

  private final boolean caseSensitive;
  private final Map<String, ColumnTypes> columns = new LinkedHashMap<>();
  private final Map<String, StructType> schemas;

  private ColumnConflicts(boolean caseSensitive, Map<String, StructType> schemas) {
    this.caseSensitive = caseSensitive;
    this.schemas = schemas;
  }

  /** The types of one column and the files that have them. */
  private static final class ColumnTypes {
    private final Map<String, StructField> fields = new LinkedHashMap<>();
    private final Map<String, Long> files = new LinkedHashMap<>();

    void add(StructField field, long count) {
      String type = field.dataType().catalogString();
      fields.putIfAbsent(type, field);
      files.merge(type, count, Math::addExact);
    }

    /** Returns the column as most files have it; of several such, as the first of them has it. */
    StructField usual() {
      String usual = null;
      for (Map.Entry<String, Long> type : files.entrySet()) {
        usual = usual == null || type.getValue() > files.get(usual) ? type.getKey() : usual;
      }
      return fields.get(usual);
    }
  }

  /** Returns what is known of an input without files of its own, such as a table: no conflicts. */
  static ColumnConflicts none() {
    return new ColumnConflicts(false, Map.of());
  }

  /** Compares the files of an input. */
  static ColumnConflicts of(SparkSession spark, ParquetManifest manifest) {
    Map<List<String>, List<ParquetFooter>> bySchema = new LinkedHashMap<>();
    for (ParquetFooter footer : manifest.footers()) {
      bySchema
          .computeIfAbsent(
              Arrays.asList(footer.schema(), footer.sparkSchema()), schema -> new ArrayList<>())
          .add(footer);
    }
    Map<String, StructType> schemas = new LinkedHashMap<>();
    ColumnConflicts conflicts =
        new ColumnConflicts(
            Boolean.parseBoolean(spark.conf().get("spark.sql.caseSensitive")), schemas);
    bySchema
        .values()
        .forEach(
            files -> {
              StructType columns = columns(spark, files.get(0));
              schemas.put(files.get(0).file().path(), columns);
              conflicts.add(columns, files.size());
            });
    return conflicts;
  }

  /** Returns the columns that Spark noted down in a file, as it would, or asks it to read them. */
  private static StructType columns(SparkSession spark, ParquetFooter footer) {
    if (footer.sparkSchema() != null) {
      try {
        return (StructType) DataType.fromJson(footer.sparkSchema());
      } catch (Exception e) {
        LOG.debug("{} has columns that only Spark can tell", footer.file().path(), e);
      }
    }
    return spark.read().parquet(InputFiles.literal(footer.file().path())).schema();
  }

  private void add(StructType schema, long files) {
    for (StructField field : schema.fields()) {
      columns.computeIfAbsent(key(field.name()), name -> new ColumnTypes()).add(field, files);
    }
  }

  private String key(String name) {
    return caseSensitive ? name : name.toLowerCase(Locale.ROOT);
  }

  /** Returns all columns of all files, or null if nothing is known of files. */
  StructType union() {
    if (schemas.isEmpty()) {
      return null;
    }
    return new StructType(
        columns.values().stream().map(ColumnTypes::usual).toArray(StructField[]::new));
  }

  /**
   * Refuses the input if a file lacks a column that is needed, or has another type for it.
   *
   * @param source the input; its expressions resolve
   */
  void refuseNeeded(Dataset<Row> source, NeededColumns needed) {
    schemas.forEach(
        (file, schema) -> {
          Map<String, StructField> fields = new LinkedHashMap<>();
          for (StructField field : schema.fields()) {
            fields.put(key(field.name()), field);
          }
          columns.forEach(
              (name, types) -> {
                String problem = problem(fields.get(name), types.usual());
                if (problem != null && needed.in(source, types.usual().name())) {
                  throw EvaluationException.input("input file " + file + " has " + problem);
                }
              });
        });
  }

  private static String problem(StructField found, StructField usual) {
    if (found == null) {
      return "no column " + usual.name() + ", which other files have";
    }
    String type = found.dataType().catalogString();
    return type.equals(usual.dataType().catalogString())
        ? null
        : "column "
            + usual.name()
            + " as "
            + type
            + ", expected "
            + usual.dataType().catalogString()
            + " as other files have it";
  }
}
