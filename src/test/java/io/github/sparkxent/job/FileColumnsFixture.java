// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;

import io.github.sparkxent.job.failure.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.SparkSession;

/** Parquet files that another writer than Spark wrote. */
abstract class FileColumnsFixture extends InputFilesFixture {
  static final Type SPLIT =
      Types.optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named("split");
  static final Type LABEL = Types.optional(PrimitiveTypeName.INT32).named("label");
  static final Type LOGITS =
      Types.optionalList().optionalElement(PrimitiveTypeName.FLOAT).named("logits");
  static final Type UUID =
      Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
          .length(16)
          .as(LogicalTypeAnnotation.uuidType())
          .named("extra");

  FileColumnsFixture(SparkSession spark) {
    super(spark);
  }

  /** Writes a file of another writer's with rows of three equal logits and the label 1. */
  Path file(String name, int rows, List<Type> columns, Map<String, String> noted)
      throws IOException {
    return file(name, rows, columns, noted, row -> {});
  }

  Path file(
      String name, int rows, List<Type> columns, Map<String, String> noted, Consumer<Group> rest)
      throws IOException {
    Path file = files().resolve(name);
    Files.createDirectories(file.getParent());
    MessageType schema = new MessageType("rows", columns);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(schema)
            .withExtraMetaData(noted)
            .build()) {
      for (int i = 0; i < rows; i++) {
        Group row = new SimpleGroup(schema);
        fill(row, schema);
        rest.accept(row);
        writer.write(row);
      }
    }
    return file;
  }

  private static void fill(Group row, MessageType schema) {
    if (schema.containsField("label") && schema.getType("label").equals(LABEL)) {
      row.add("label", 1);
    }
    if (schema.containsField("split") && schema.getType("split").equals(SPLIT)) {
      row.add("split", "even");
    }
    if (schema.containsField("logits") && schema.getType("logits").equals(LOGITS)) {
      logits(row);
    }
  }

  static void logits(Group row) {
    Group logits = row.addGroup("logits");
    for (int i = 0; i < 3; i++) {
      logits.addGroup("list").add("element", 0F);
    }
  }

  Path file(String name, Type... columns) throws IOException {
    return file(name, 2, List.of(columns), Map.of());
  }

  /** Returns each split with its evaluated rows. */
  String splits(String... settings) {
    return splitsOf(files(), settings);
  }

  String splitsOf(Path input, String... settings) {
    StringBuilder splits = new StringBuilder();
    evaluate(input, settings)
        .splits()
        .forEach(split -> splits.append(split.split() + " " + split.rows().evaluated() + " "));
    return splits.toString().strip();
  }

  void refused(EvaluationException.Kind kind, String message, String... settings) {
    assertRefusal(kind, () -> evaluate(files(), settings)).hasMessageContaining(message);
  }
}
