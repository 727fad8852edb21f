// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Writes values of Spark's rows to a Parquet file, all of whose fields are optional. */
record ExampleFile(StructType types, int pageSize, long rowGroupSize) {
  /** Gives the value of a column in a row as Spark has it, or null. */
  interface Values {
    Object get(String column, int row);
  }

  void write(Path file, int rows, Values values) throws IOException {
    StringBuilder schema = new StringBuilder("message m {");
    for (StructField field : types.fields()) {
      schema.append(" optional ").append(stored(field));
    }
    MessageType type = MessageTypeParser.parseMessageType(schema + " }");
    SimpleGroupFactory factory = new SimpleGroupFactory(type);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withConf(new Configuration())
            .withType(type)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withPageSize(pageSize)
            .withMinRowCountForPageSizeCheck(1)
            .withRowGroupSize(rowGroupSize)
            .build()) {
      for (int i = 0; i < rows; i++) {
        Group row = factory.newGroup();
        for (StructField field : types.fields()) {
          Object value = values.get(field.name(), i);
          if (value != null) {
            put(row, field, value);
          }
        }
        writer.write(row);
      }
    }
  }

  private static String stored(StructField field) {
    String name = field.name();
    if (field.dataType() instanceof ArrayType list) {
      return "group %s (LIST) { repeated group list { optional %s element; } }"
          .formatted(name, list.elementType().equals(DataTypes.FloatType) ? "float" : "double");
    } else if (field.dataType().equals(DataTypes.StringType)) {
      return "binary " + name + " (STRING);";
    } else if (field.dataType().equals(DataTypes.BinaryType)) {
      return "binary " + name + ";";
    } else if (field.dataType().equals(DataTypes.DoubleType)) {
      return "double " + name + ";";
    }
    return "int64 " + name + ";";
  }

  private static void put(Group row, StructField field, Object spark) {
    String name = field.name();
    if (spark instanceof ArrayData array) {
      boolean isFloat = ((ArrayType) field.dataType()).elementType().equals(DataTypes.FloatType);
      Group list = row.addGroup(name);
      for (int i = 0; i < array.numElements(); i++) {
        Group element = list.addGroup("list");
        if (!array.isNullAt(i) && isFloat) {
          element.add("element", array.getFloat(i));
        } else if (!array.isNullAt(i)) {
          element.add("element", array.getDouble(i));
        }
      }
    } else if (spark instanceof UTF8String text) {
      row.add(name, Binary.fromConstantByteArray(text.getBytes()));
    } else if (spark instanceof byte[] bytes) {
      row.add(name, Binary.fromConstantByteArray(bytes));
    } else if (spark instanceof Double number) {
      row.add(name, number);
    } else {
      row.add(name, ((Number) spark).longValue());
    }
  }
}
