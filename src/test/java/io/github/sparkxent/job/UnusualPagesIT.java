// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.EvaluationException.Kind;
import io.github.sparkxent.job.failure.ReaderAdvice;
import io.github.sparkxent.job.input.parquet.ForgedParquet;
import io.github.sparkxent.job.input.parquet.ForgedParquet.Form;
import io.github.sparkxent.report.Comparisons;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.SplitReports;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.parquet.format.CompressionCodec;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files whose pages Spark reads in another way, reads wrongly, or cannot read. */
class UnusualPagesIT extends InputFilesFixture {
  private static final String ANY = "quality.invalid_rows=skip";

  UnusualPagesIT(SparkSession spark) {
    super(spark);
  }

  private byte[] forged(Form form, int rows) throws IOException {
    return ForgedParquet.file(directory, form, rows);
  }

  private void file(byte[] content) throws IOException {
    Files.createDirectories(files());
    Files.write(files().resolve("a.parquet"), content);
  }

  private ConfigurationReader query(String query) {
    return configuration("{}", "input.query=" + query, "quality.invalid_rows=skip");
  }

  private EvaluationReport ofQuery() {
    return ofQuery("SELECT * FROM parquet.`" + files() + "`");
  }

  private EvaluationReport ofQuery(String query) {
    return evaluate(query(query));
  }

  @Nested
  class Byte_streams {
    @Test
    void are_read_row_by_row_and_give_the_same() throws IOException {
      file(forged(Form.USUAL, 100));
      EvaluationReport usual = evaluate(files(), ANY);
      file(forged(Form.USUAL.withByteStreams(), 100));

      assertThat(evaluate(files(), ANY).splits()).isEqualTo(usual.splits());
      assertThat(spark.conf().get(ReaderAdvice.VECTORIZED)).isEqualTo("true");
    }

    @Test
    void in_a_query_are_read_as_in_files() throws IOException {
      file(forged(Form.USUAL, 100));
      EvaluationReport usual = evaluate(files(), ANY);
      file(forged(Form.USUAL.withByteStreams(), 100));

      assertThat(ofQuery().splits()).isEqualTo(usual.splits());
    }

    @Test
    void in_files_that_do_not_say_what_they_are_are_refused_with_an_advice_that_works()
        throws IOException {
      file(forged(Form.USUAL, 100));
      EvaluationReport usual = evaluate(files(), ANY);
      file(forged(Form.USUAL.withByteStreams(), 100));
      Files.move(files().resolve("a.parquet"), files().resolve("a"));
      spark.read().parquet(files().toString()).createOrReplaceTempView("streams");

      assertThatThrownBy(() -> ofQuery("SELECT * FROM streams"))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("--conf spark.sql.parquet.enableVectorizedReader=false");
      // What --conf does for the whole application, here for one session.
      EvaluationConfig config = query("SELECT * FROM parquet.`" + files() + "`").read();
      SparkSession own = RunSession.own(spark, config);
      own.conf().set(ReaderAdvice.VECTORIZED, "false");
      List<SplitReport> splits =
          new EvaluationQuery(EvaluationInput.of(own, config), config)
              .run().summaries(3).stream()
                  .map(split -> SplitReports.of(split, 3, 1, new Comparisons(0.95, false)))
                  .toList();
      assertThat(splits).isEqualTo(usual.splits());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, label, 99 values", "2, logits.list.element, 101 rows"})
  void a_chunk_with_another_number_of_rows_is_refused_where_it_is_needed(
      int column, String name, String found) throws IOException {
    int rows = Integer.parseInt(found.split(" ")[0]);
    file(ForgedParquet.withChunkOf(forged(Form.USUAL, 100), forged(Form.USUAL, rows), column));

    assertRefused(
        EvaluationException.Kind.INPUT,
        "a.parquet has column " + name + " with " + found + " in row group 0, expected 100");
    for (String query :
        List.of("SELECT * FROM %s", "TABLE %s", "select split,LABEL,logits from %s")) {
      assertThatThrownBy(() -> ofQuery(String.format(query, "parquet.`" + files() + "`")))
          .as(query)
          .hasMessageContaining(
              "a.parquet has column " + name + " with " + found + " in row group 0, expected 100");
    }
  }

  @ParameterizedTest
  @CsvSource({"99, label", "101, label", "99, score", "101, score"})
  void a_list_of_other_rows_is_refused_whoever_counts_them_in_the_pages(int rows, String slice)
      throws IOException {
    byte[] forged = ForgedParquet.withChunkOf(forged(Form.USUAL, 100), forged(Form.USUAL, rows), 2);
    file(ForgedParquet.changed(forged, ForgedParquet::withoutHistograms));

    // A slice that is a struct is not for the scan, which shows only when the files are known.
    assertRefusal(Kind.INPUT, () -> evaluate(files(), ANY, "slices=[" + slice + "]"))
        .hasMessageContainingAll("a.parquet", "column logits", "row group 0", "expected");
  }

  @Test
  void a_column_that_is_not_needed_may_be_short_or_of_a_codec_that_is_not_there()
      throws IOException {
    file(forged(Form.USUAL, 100));
    EvaluationReport usual = evaluate(files(), ANY);
    file(
        ForgedParquet.changed(
            ForgedParquet.withChunkOf(
                forged(Form.USUAL, 100), forged(Form.USUAL, 99), ForgedParquet.SCORE),
            footer ->
                footer
                    .getRow_groups()
                    .get(0)
                    .getColumns()
                    .get(ForgedParquet.SCORE)
                    .getMeta_data()
                    .setCodec(CompressionCodec.BROTLI)));

    assertThat(evaluate(files(), ANY).splits()).isEqualTo(usual.splits());
    assertThat(ofQuery("SELECT split, label, logits FROM parquet.`" + files() + "`").splits())
        .isEqualTo(usual.splits());
  }

  @Test
  void a_codec_that_is_not_there_is_named_by_path_and_by_query() throws IOException {
    file(
        ForgedParquet.changed(
            forged(Form.USUAL, 100),
            footer ->
                ForgedParquet.columns(
                    footer, chunk -> chunk.getMeta_data().setCodec(CompressionCodec.BROTLI))));

    assertRefused(
        EvaluationException.Kind.INPUT,
        "a.parquet has column label compressed with BROTLI",
        "expected one of UNCOMPRESSED, SNAPPY, GZIP, LZ4, ZSTD, LZ4_RAW");
    assertThatThrownBy(this::ofQuery)
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("a.parquet has column label compressed with BROTLI");
  }
}
