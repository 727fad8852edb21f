// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.job.input.file.ColumnNames;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetColumnsTest {
  private static StructType columns(String parquet, String noted, boolean set) {
    ParquetSchema schema =
        new ParquetSchema(
            MessageTypeParser.parseMessageType("message m {" + parquet + "}"),
            noted == null ? null : StructType.fromDDL(noted).json());
    ParquetValues values = new ParquetValues(set, !set, !set, set);
    return new ParquetColumns(new ColumnNames(false), values).of(schema);
  }

  private static String type(String parquet, String noted) {
    return columns(parquet, noted, false).apply("a").dataType().catalogString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optional boolean a; | boolean",
        "optional int32 a; | int",
        "optional int32 a (INTEGER(8,true)); | tinyint",
        "optional int32 a (INTEGER(16,false)); | int",
        "optional int32 a (INTEGER(32,false)); | bigint",
        "optional int64 a (INTEGER(64,false)); | decimal(20,0)",
        "optional int32 a (DATE); | date",
        "optional int32 a (DECIMAL(9,2)); | decimal(9,2)",
        "optional int64 a (DECIMAL(18,0)); | decimal(18,0)",
        "optional fixed_len_byte_array(16) a (DECIMAL(38,3)); | decimal(38,3)",
        "optional binary a (DECIMAL(20,2)); | decimal(20,2)",
        "optional int64 a (TIMESTAMP(MICROS,true)); | timestamp",
        "optional int64 a (TIMESTAMP(MILLIS,false)); | timestamp_ntz",
        "optional int96 a; | timestamp",
        "optional binary a (STRING); | string",
        "optional binary a (ENUM); | string",
        "optional binary a (JSON); | string",
        "optional binary a (BSON); | binary",
        "optional binary a; | binary",
        "optional fixed_len_byte_array(4) a; | binary",
        "repeated float a; | array<float>",
        "optional group a (LIST) {repeated group list {optional double element;}} | array<double>",
        "optional group a (LIST) {repeated group array {optional int32 x;}} | array<struct<x:int>>",
        "optional group a (LIST) {repeated group a_tuple {optional int32 x;}} | array<struct<x:int>>",
        "optional group a (LIST) {repeated int32 element;} | array<int>",
        "optional group a (MAP) {repeated group kv {required binary key (STRING); optional int32 v;}} | map<string,int>",
        "optional group a {optional float x; optional group y {optional int64 z;}} | struct<x:float,y:struct<z:bigint>>"
      })
  void gives_each_column_the_type_that_spark_reads_it_as(String parquet, String type) {
    assertThat(type(parquet, null)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optional fixed_len_byte_array(2) a (FLOAT16); | FLOAT16",
        "optional fixed_len_byte_array(16) a (UUID); | UUID",
        "optional int64 a (TIMESTAMP(NANOS,true)); | TIMESTAMP(NANOS,true)",
        "optional int32 a (TIME(MILLIS,true)); | TIME(MILLIS,true)",
        "optional fixed_len_byte_array(26) a (DECIMAL(60,2)); | DECIMAL(60,2)",
        "optional group a (LIST) {repeated group list {optional fixed_len_byte_array(2) element (FLOAT16);}} | a list of FLOAT16",
        "optional int32 a; optional int32 A; | there twice in other case"
      })
  void marks_a_column_that_spark_cannot_read(String parquet, String type) {
    StructType columns = columns(parquet + " optional int32 b;", null, false);

    assertThat(UnreadableType.description(columns.apply("a"))).isEqualTo(type);
    assertThat(columns.apply("b").dataType().catalogString()).isEqualTo("int");
  }

  @Test
  void follows_the_settings_of_the_session() {
    String parquet =
        "optional binary b; optional int96 t; optional int64 n (TIMESTAMP(NANOS,true));"
            + " optional int64 z (TIMESTAMP(MICROS,false));";
    StructType columns = columns(parquet, null, true);

    assertThat(columns.apply("b").dataType().catalogString()).isEqualTo("string");
    assertThat(UnreadableType.isOne(columns.apply("t"))).isTrue();
    assertThat(columns.apply("n").dataType().catalogString()).isEqualTo("bigint");
    assertThat(columns.apply("z").dataType().catalogString()).isEqualTo("timestamp");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optional int64 a; | a INT | bigint",
        "optional int64 a; | a INTERVAL DAY TO SECOND | interval day to second",
        "optional int32 a; | a INTERVAL YEAR TO MONTH | interval year to month",
        "optional int64 a; | a INTERVAL YEAR TO MONTH | bigint",
        "optional binary a; | a STRING | binary",
        "optional int64 a (TIMESTAMP(MICROS,true)); | a TIMESTAMP_NTZ | timestamp",
        "optional group a {optional float x; optional int64 y;} | a STRUCT<y: INT> | struct<x:float,y:bigint>",
        "optional int32 a; | b INT | int"
      })
  void takes_what_spark_noted_down_where_it_agrees(String parquet, String noted, String type) {
    assertThat(type(parquet, noted)).isEqualTo(type);
  }

  @Test
  void has_no_column_that_only_spark_noted_down() {
    assertThat(columns("optional int32 a;", "a INT, gone STRING", false).fieldNames())
        .containsExactly("a");
  }
}
