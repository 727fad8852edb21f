// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.EvaluationException.Kind;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.InputManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files of an input promise: their names, rows and columns, and that they stay. */
class InputManifestIT extends InputFilesFixture {
  InputManifestIT(SparkSession spark) {
    super(spark);
  }

  @Nested
  class The_manifest {
    @Test
    void names_each_file_with_bytes_and_rows_and_says_that_checksums_were_verified()
        throws IOException {
      threeFiles();

      InputManifest input = evaluate(files()).run().input();

      assertThat(input.pageChecksums()).isEqualTo("verified");
      assertThat(input.rowsPromised()).isEqualTo(3000);
      assertThat(input.footersSha256()).matches("[0-9a-f]{64}");
      assertThat(input.files()).hasSize(3);
      assertThat(input.files().get(1).path()).endsWith("files/b.parquet");
      assertThat(input.files().get(1).rows()).isEqualTo(1000);
      assertThat(input.files().get(1).bytes()).isEqualTo(Files.size(files().resolve("b.parquet")));
    }

    @Test
    void says_partial_where_some_files_have_checksums() throws IOException {
      file("a.parquet", rows(0, 1000), true);
      file("b.parquet", rows(1000, 2000), false);

      assertThat(evaluate(files()).run().input().pageChecksums()).isEqualTo("partial");
    }

    @Test
    void has_another_digest_when_a_footer_is_another() throws IOException {
      file("a.parquet", rows(0, 1000), true);
      String digest = evaluate(files()).run().input().footersSha256();
      String again = evaluate(files()).run().input().footersSha256();
      Files.delete(files().resolve("a.parquet"));
      file("a.parquet", rows(1, 1001), true);

      assertThat(again).isEqualTo(digest);
      assertThat(evaluate(files()).run().input().footersSha256()).isNotEqualTo(digest);
    }

    @Test
    void refuses_a_file_that_is_named_twice() throws IOException {
      threeFiles();

      assertThatThrownBy(
              () -> evaluate("input: {path: [" + files() + ", " + files() + "/a.parquet]}"))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("files/a.parquet twice");
    }

    @Test
    void passes_over_what_spark_passes_over() throws IOException {
      threeFiles();
      Files.writeString(files().resolve("_SUCCESS"), "");
      Files.writeString(files().resolve("_notes.json"), "{}");
      Files.writeString(files().resolve(".hidden"), "x");

      assertThat(evaluate(files()).run().input().files()).hasSize(3);
    }
  }

  @Nested
  class A_column_that_is_needed {
    @Test
    void and_that_one_file_holds_with_another_type_is_refused_by_file_and_column()
        throws IOException {
      threeFiles();
      Files.delete(files().resolve("a.parquet"));
      file("a.parquet", rows(0, 1000).withColumn("label", expr("string(label)")), true);

      assertRefused(
          Kind.INPUT, "a.parquet has column label as string, expected int as other files have it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c"})
    void and_that_one_file_lacks_is_refused_by_file_and_column(String name) throws IOException {
      threeFiles();
      Files.delete(files().resolve(name + ".parquet"));
      file(name + ".parquet", rows(0, 1000).drop("label"), true);

      assertRefused(Kind.INPUT, name + ".parquet has no column label, which other files have");
    }

    @Test
    void for_its_default_name_is_needed_too() throws IOException {
      threeFiles();
      file("d.parquet", rows(0, 1000).drop("split"), true);

      assertRefused(Kind.INPUT, "d.parquet has no column split, which other files have");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void a_column_that_is_not_needed_may_differ(String name) throws IOException {
    threeFiles();
    Files.delete(files().resolve(name + ".parquet"));
    file(name + ".parquet", rows(0, 1000).drop("note").withColumn("id", col("split")), true);

    assertThat(evaluate(files()).run().input().rowsPromised()).isEqualTo(3000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"columns={split: NAME}", "slices=[NAME]"})
  void names_that_are_no_text_do_not_merge(String setting) throws IOException {
    threeFiles();
    String name = "\"cast(if(id % 2 = 0, X'61FF', X'61FE') as string)\"";

    assertRefusal(Kind.INPUT, () -> evaluate(files(), setting.replace("NAME", name)))
        .hasMessageMatching(
            "(columns.split|one of slices) has a value that is no UTF-8, expected text; its bytes"
                + " are 61 f[ef]");
  }

  @Test
  void rows_that_come_between_footer_and_reading_are_refused_or_not_read() throws IOException {
    threeFiles();
    Path late = file("d.parquet", rows(3000, 4000), true);
    Path aside = Files.move(late, directory.resolve("d.parquet"));
    FaultyFileSystem.set(
        (operation, path) -> {
          if (path.getName().equals("c.parquet") && !Files.exists(late)) {
            Files.copy(aside, late);
          }
        });
    String yaml = "input: {path: 'faulty://" + files() + "'}";
    if (reader().equals("spark")) {
      assertThatThrownBy(() -> evaluate(yaml))
          .hasMessage("rows read are 4000, expected the 3000 that the Parquet footers promise");
    } else {
      // The scan reads the files that were listed, and no others.
      assertThat(evaluate(yaml).splits())
          .extracting(split -> split.rows().read())
          .containsExactly(1500L, 1500L);
    }
  }

  @Test
  void a_file_that_is_replaced_by_one_of_as_many_rows_before_the_losses_is_refused()
      throws IOException {
    threeFiles();
    Path other = file("d.parquet", rows(3000, 4000), true);
    Path aside = Files.move(other, directory.resolve("d.parquet"));
    FaultyFileSystem.set(
        (operation, path) -> {
          if (path.toString().contains("/losses/") && Files.exists(aside)) {
            Files.move(aside, files().resolve("b.parquet"), StandardCopyOption.REPLACE_EXISTING);
          }
        });
    assertRefusal(
            Kind.INPUT,
            () ->
                evaluate(
                    files(),
                    "output.losses=true",
                    "output.directory='faulty://" + directory.resolve("out") + "'"))
        .hasMessageContaining("b.parquet was replaced while it was read");
    assertThat(aside).doesNotExist();
    assertThat(result()).doesNotExist();
  }

  @Test
  void a_file_of_another_writer_has_the_columns_that_spark_finds_in_it() throws IOException {
    threeFiles();
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message rows {required int32 label; optional binary split (UTF8);"
                + " optional group logits (LIST) {repeated group list {required float element;}}}");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(files().resolve("other.parquet")))
            .withType(schema)
            .build()) {
      Group row = new SimpleGroup(schema);
      row.add("label", 1);
      row.add("split", "odd");
      row.addGroup("logits").addGroup("list").add("element", 0F);
      writer.write(row);
    }

    EvaluationReport report = evaluate(files(), "quality.invalid_rows=skip");

    assertThat(report.run().input().rowsPromised()).isEqualTo(3001);
    assertThat(report.splits())
        .extracting(split -> split.rows().invalidByReason().toString())
        .containsExactly("{}", "{num_classes_mismatch=1}");
  }

  @Test
  void a_summary_beside_the_files_says_nothing() throws IOException {
    threeFiles();
    Path summary =
        file("summary.parquet", rows(0, 1).withColumn("label", expr("string(label)")), true);
    Files.move(summary, files().resolve("_common_metadata"));

    assertThat(evaluate(files()).run().input().rowsPromised()).isEqualTo(3000);
  }
}
