// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.pack.LogitsPacking;
import io.github.sparkxent.job.pack.PackingRequest;
import io.github.sparkxent.report.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which columns of Parquet files are read, whoever wrote the files. */
class FileColumnsIT extends FileColumnsFixture {
  private static final Type HALVES =
      Types.optionalList()
          .optionalElement(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
          .length(2)
          .as(LogicalTypeAnnotation.float16Type())
          .named("logits");
  private static final Type NANOS =
      Types.optional(PrimitiveTypeName.INT64)
          .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.NANOS))
          .named("extra");

  FileColumnsIT(SparkSession spark) {
    super(spark);
  }

  @Nested
  class A_column_that_nobody_asked_for {
    @Test
    void is_not_read_whatever_its_type() throws IOException {
      Type interval =
          Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
              .length(12)
              .as(LogicalTypeAnnotation.IntervalLogicalTypeAnnotation.getInstance())
              .named("interval");
      Type wide =
          Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
              .length(26)
              .as(LogicalTypeAnnotation.decimalType(2, 60))
              .named("wide");
      Type time =
          Types.optional(PrimitiveTypeName.INT32)
              .as(LogicalTypeAnnotation.timeType(true, TimeUnit.MILLIS))
              .named("time");
      Type twice = Types.optional(PrimitiveTypeName.INT32).named("TIME");
      file("a.parquet", SPLIT, LABEL, LOGITS, NANOS, interval, wide, time, twice);

      assertThat(splits()).isEqualTo("even 2");
      assertThat(splits("columns.split=replace(input_file_name(), '/', '') is null"))
          .isEqualTo("false 2");
      assertThat(splits("columns.split=_metadata.file_name")).isEqualTo("a.parquet 2");
      assertThat(splits("columns.weight=if(true, 1, label)")).isEqualTo("even 2");
    }

    @Test
    void is_refused_where_rows_are_wanted_whole() throws IOException {
      file("a.parquet", SPLIT, LABEL, LOGITS, UUID);

      refused(
          EvaluationException.Kind.CONFIGURATION,
          "column extra is UUID, expected a type that Spark reads; write it as text, or set"
              + " quality.invalid_rows to skip, since quarantine writes rows with all columns",
          "quality.invalid_rows=quarantine",
          "quality.quarantine=invalid");
      refused(
          EvaluationException.Kind.CONFIGURATION,
          "column extra is UUID, expected a type that Spark reads; write it as text",
          "slices=['to_json(struct(*))']");
      assertThat(splits("quality.invalid_rows=skip")).isEqualTo("even 2");
    }
  }

  @Test
  void a_needed_column_that_spark_cannot_read_is_refused_with_its_type() throws IOException {
    file("a.parquet", SPLIT, LABEL, HALVES, NANOS);

    refused(
        EvaluationException.Kind.CONFIGURATION,
        "column extra is TIMESTAMP(NANOS,true), expected a type that Spark reads; write it in"
            + " microseconds",
        "columns.logits=array(1F, 2F, 3F)",
        "columns.split=date(extra)");
    PackingRequest packing =
        new PackingRequest(
            List.of(files().toString()), directory.resolve("packed").toString(), "logits");
    assertThatThrownBy(() -> LogitsPacking.run(spark, packing))
        .hasMessageStartingWith("column logits is a list of FLOAT16, expected a type");
  }

  @Nested
  class Logits_of_half_precision {
    private static final String FOUND =
        "column logits is a list of FLOAT16, expected a type that Spark reads; write it as float32";

    private void halves(String name, Object... bits) throws IOException {
      file(
          name,
          1,
          List.of(SPLIT, LABEL, HALVES),
          Map.of(),
          row -> {
            Group logits = row.addGroup("logits");
            for (Object one : bits) {
              Group element = logits.addGroup("list");
              if (one instanceof Integer half) {
                byte[] bytes = {half.byteValue(), (byte) (half >> 8)};
                element.add("element", Binary.fromConstantByteArray(bytes));
              }
            }
          });
    }

    @Test
    void are_read_by_the_scan_as_the_floats_that_they_are() throws IOException {
      halves("a.parquet", 0x3c00, 0x4000, 0x4200);
      halves("b.parquet", 0x8000, 0x7bff, 0x0001);
      halves("c.parquet", 0x7c00, 0x3c00, 0x3c00);
      halves("d.parquet", 0x3c00, 0x3c00, null);

      EvaluationReport report = evaluate(files(), "quality.invalid_rows=skip");

      assertThat(report.run().input().reader()).isEqualTo("scan");
      assertThat(EvaluationJob.check(spark, configuration(files()).read()).columns())
          .containsEntry("logits", "a list of FLOAT16");
      Dataset<Row> floats =
          spark.sql(
              "SELECT 'even' AS split, 1 AS label, logits FROM VALUES (array(1F, 2F, 3F)),"
                  + " (array(-0F, 65504F, 5.9604645E-8F)), (array(float('inf'), 1F, 1F)),"
                  + " (array(1F, 1F, null)) AS t(logits)");
      assertThat(report.splits())
          .isEqualTo(evaluate(written("floats", floats), "quality.invalid_rows=skip").splits());
      assertThat(report.splits().get(0).rows().evaluated()).isEqualTo(2);
    }

    @Test
    void are_refused_where_the_scan_does_not_read_them_with_the_reason() throws IOException {
      halves("a.parquet", 0x3c00, 0x4000, 0x4200);

      refused(
          EvaluationException.Kind.CONFIGURATION,
          FOUND + "; the scan reads it, but input.reader is spark",
          "input.reader=spark");
      refused(
          EvaluationException.Kind.CONFIGURATION,
          FOUND + "; the scan reads it, but columns.logits is an expression",
          "columns.logits=transform(logits, x -> float(x) * 2)");
      refused(
          EvaluationException.Kind.CONFIGURATION,
          FOUND
              + ", or set quality.invalid_rows to skip, since quarantine writes rows with all"
              + " columns",
          "quality.invalid_rows=quarantine");
    }

    @Test
    void are_no_floats_of_another_file() throws IOException {
      halves("a.parquet", 0x3c00, 0x4000, 0x4200);
      file("b.parquet", SPLIT, LABEL, LOGITS);
      file("c.parquet", SPLIT, LABEL, LOGITS);

      refused(
          EvaluationException.Kind.INPUT,
          "a.parquet has column logits as a list of FLOAT16, expected array<float> as other files"
              + " have it");
    }
  }

  @Nested
  class A_struct {
    private final Type score = Types.optional(PrimitiveTypeName.INT32).named("score");
    private final Type half =
        Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
            .length(2)
            .as(LogicalTypeAnnotation.float16Type())
            .named("half");

    private void struct(String name, Type... fields) throws IOException {
      Type outputs = Types.optionalGroup().addFields(fields).named("outputs");
      file(
          name,
          2,
          List.of(SPLIT, LABEL, outputs),
          Map.of(),
          row -> logits(row.addGroup("outputs")));
    }

    @Test
    void may_differ_in_fields_that_no_expression_needs() throws IOException {
      struct("a.parquet", LOGITS, score);
      struct("b.parquet", half, LOGITS);

      assertThat(splits("columns.logits=outputs.logits")).isEqualTo("even 4");
      assertThat(splits("columns.logits=OUTPUTS.Logits")).isEqualTo("even 4");
      refused(
          EvaluationException.Kind.INPUT,
          "b.parquet has no column outputs.score, which other files have",
          "columns.logits=outputs.logits",
          "columns.split=outputs.score");
      refused(
          EvaluationException.Kind.CONFIGURATION,
          "column outputs.half is FLOAT16",
          "columns.logits=outputs.logits",
          "columns.split=to_json(outputs)");
    }
  }

  @Nested
  class A_file {
    @Test
    void without_rows_contradicts_nobody() throws IOException {
      Type number = Types.optional(PrimitiveTypeName.INT32).named("split");
      file("a.parquet", SPLIT, LABEL, LOGITS);
      file("b.parquet", 0, List.of(number, HALVES), Map.of());
      file("c.parquet", 0, List.of(SPLIT, LABEL, LOGITS), Map.of());

      assertThat(splits()).isEqualTo("even 2");
      assertThat(evaluate(files()).run().input().files()).hasSize(3);
    }

    @Test
    void with_rows_that_lacks_a_needed_column_is_refused() throws IOException {
      file("a.parquet", SPLIT, LABEL, LOGITS);
      file("b.parquet", 0, List.of(LABEL, LOGITS), Map.of());
      file("c.parquet", LABEL, LOGITS);

      refused(
          EvaluationException.Kind.INPUT, "c.parquet has no column split, which other files have");
    }

    @Test
    void with_a_column_of_nulls_only_has_nulls_there() throws IOException {
      Type none =
          Types.optional(PrimitiveTypeName.INT32)
              .as(LogicalTypeAnnotation.unknownType())
              .named("region");
      Type region =
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named("region");
      file("a.parquet", SPLIT, LABEL, LOGITS, none);
      file(
          "b.parquet",
          1,
          List.of(SPLIT, LABEL, LOGITS, region),
          Map.of(),
          row -> row.add("region", Binary.fromString("north")));

      assertThat(splits("columns.split=coalesce(region, 'none')")).isEqualTo("none 2 north 1");
      assertThat(splits()).isEqualTo("even 3");
    }
  }

  @Nested
  class What_spark_noted_down {
    private static final String NOTED = "org.apache.spark.sql.parquet.row.metadata";

    private Map<String, String> noted(String ddl) {
      return Map.of(NOTED, org.apache.spark.sql.types.StructType.fromDDL(ddl).json());
    }

    @Test
    void before_a_column_came_does_not_hide_it() throws IOException {
      file(
          "a.parquet",
          2,
          List.of(SPLIT, LABEL, LOGITS),
          noted("label INT, logits ARRAY<FLOAT>, gone STRING"));

      assertThat(splits()).isEqualTo("even 2");
      refused(
          EvaluationException.Kind.CONFIGURATION,
          "slices: \"gone\" does not resolve",
          "slices=[gone]");
    }

    @Test
    void of_a_column_that_was_widened_since_does_not_count() throws IOException {
      Type wide = Types.optional(PrimitiveTypeName.INT64).named("label");
      file(
          "a.parquet",
          2,
          List.of(SPLIT, wide, LOGITS),
          noted("split STRING, label INT, logits ARRAY<DOUBLE>"),
          row -> row.add("label", 2L));

      assertThat(splits()).isEqualTo("even 2");
    }
  }

  @Nested
  class Names {
    @Test
    void follow_sparks_rule_of_case() throws IOException {
      threeFiles();
      file("d.parquet", rows(0, 1000).withColumnRenamed("split", "Split"), true);

      assertThat(splits()).isEqualTo("even 2000 odd 2000");
      refused(
          EvaluationException.Kind.INPUT,
          "d.parquet has column label as string, expected int as other files have it",
          "columns.label=LABEL",
          "columns.id=" + replaced("d.parquet"));
    }

    private String replaced(String name) throws IOException {
      Files.delete(files().resolve(name));
      file(name, rows(0, 1000).withColumn("Label", expr("string(label)")), true);
      return "note";
    }
  }
}
