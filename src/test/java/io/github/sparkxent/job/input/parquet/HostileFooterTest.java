// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.parquet.ForgedParquet.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.format.SchemaElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Footers and pages that promise more than there is: refused by name, whatever they promise. */
class HostileFooterTest {
  private static final Configuration HADOOP = new Configuration(false);
  private static final int MUTANTS = 4000;

  @TempDir private Path directory;

  private ParquetFooter read(byte[] file) throws IOException {
    Path path = directory.resolve("hostile.parquet");
    Files.write(path, file);
    return ParquetManifest.read(HADOOP, ForgedParquet.listed(HADOOP, path), column -> true)
        .footers()
        .get(0);
  }

  private static byte[] file(byte[] footer) {
    return ForgedParquet.withFooter("PAR1".getBytes(StandardCharsets.US_ASCII), footer);
  }

  /** In Thrift's compact protocol a field is its distance from the last one, type and value. */
  @ParameterizedTest
  @CsvSource({
    "a list of 2^31 - 1 columns, 150219FCFFFFFFFF07",
    "a list of 2^31 - 1 numbers nobody knows, 1502C9F5FFFFFFFF07",
    "a list with a negative length, 150219FCFFFFFFFF0F",
    "a list of more columns than bytes, 150219FC7F",
    "a set of 2^31 - 1 texts, 1502DAF8FFFFFFFF07",
    "a map of 2^31 - 1 texts, 1502DBFFFFFFFF0788",
    "a text of 2^31 - 1 bytes, 1502191C48FFFFFFFF07",
    "a text of a negative length, 1502191C48FFFFFFFF0F",
    "bytes of 2^31 - 1 nobody knows, 1502D8FFFFFFFF07",
    "a number of more bytes than any has, 15FFFFFFFFFFFFFFFFFFFFFF01",
    "a type that is none, 150F",
    "nothing, 00",
  })
  void a_footer_of_a_few_bytes_is_refused(String promise, String footer) {
    assertThatThrownBy(() -> read(file(HexFormat.of().parseHex(footer))))
        .as(promise)
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("hostile.parquet is not a whole Parquet file: ")
        .hasMessageNotContaining("\n")
        .extracting(e -> ((EvaluationException) e).kind())
        .isEqualTo(EvaluationException.Kind.INPUT);
  }

  @ParameterizedTest
  @CsvSource({"structures, 1C", "lists, 19", "sets, 1A"})
  void structures_in_one_another_are_followed_to_a_depth_only(String what, String one) {
    byte[] deep = new byte[3_000_000];
    Arrays.fill(deep, HexFormat.of().parseHex(one)[0]);
    deep[0] = (byte) 0xf0 | 0x0c;

    assertThatThrownBy(() -> read(file(deep)))
        .as(what)
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining(" is not a whole Parquet file: its structures are deeper than 64");
  }

  @Test
  void a_schema_is_a_tree_of_a_depth() throws IOException {
    byte[] file = ForgedParquet.file(directory, Form.USUAL, 4);

    assertThatThrownBy(
            () ->
                read(
                    ForgedParquet.changed(
                        file, footer -> footer.getSchema().get(0).setNum_children(1_000_000_000))))
        .hasMessageEndingWith("its schema promises more than the 8 fields that are there");
    assertThatThrownBy(
            () ->
                read(
                    ForgedParquet.changed(
                        file, footer -> footer.getSchema().get(0).setNum_children(-1))))
        .hasMessageEndingWith("its schema has 8 fields, of which 1 have a place");
    assertThatThrownBy(
            () ->
                read(
                    ForgedParquet.changed(
                        file,
                        footer -> {
                          SchemaElement group = footer.getSchema().get(3);
                          footer.getSchema().addAll(1, Collections.nCopies(10_000, group));
                        })))
        .hasMessageEndingWith("its schema is deeper than 200 fields");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, its footer speaks of a page at -1",
    "4611686018427387904, its footer speaks of a page at 4611686018427387904",
    "9223372036854775807, its footer speaks of a page at 9223372036854775807"
  })
  void a_page_stands_in_its_file(long offset, String message) throws IOException {
    byte[] forged =
        ForgedParquet.changed(
            ForgedParquet.file(directory, Form.USUAL, 4),
            footer ->
                ForgedParquet.columns(
                    footer,
                    chunk -> {
                      chunk.getMeta_data().setData_page_offset(offset);
                      chunk.getMeta_data().unsetDictionary_page_offset();
                    }));

    assertThatThrownBy(() -> read(forged))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining(message);
  }

  /** Flips, overwrites and cuts some bytes; what comes is the same, or refused in one line. */
  @ParameterizedTest
  @EnumSource(WriterVersion.class)
  @Timeout(120)
  void a_mutated_footer_says_the_same_or_is_refused(WriterVersion version) throws IOException {
    byte[] file =
        ForgedParquet.changed(
            ForgedParquet.file(directory, Form.USUAL.withVersion(version), 20),
            ForgedParquet::withoutHistograms);
    byte[] footer = ForgedParquet.footer(file);
    Random random = new Random(16);
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = mutant(footer, random);
      byte[] whole = ForgedParquet.withFooter(file, mutant);
      try {
        assertThat(read(whole).file().rows()).isNotNegative();
      } catch (EvaluationException e) {
        refused++;
        assertThat(e.kind())
            .as(HexFormat.of().formatHex(mutant))
            .isEqualTo(EvaluationException.Kind.INPUT);
        assertThat(e.getMessage())
            .doesNotContain("\n", "Exception", "Error")
            .contains("is not a whole Parquet file: ");
      }
    }
    assertThat(refused).isBetween(MUTANTS / 4, MUTANTS - 1);
  }

  /** The same of the pages, footers left alone. */
  @ParameterizedTest
  @EnumSource(WriterVersion.class)
  @Timeout(120)
  void mutated_pages_say_the_same_or_are_refused(WriterVersion version) throws IOException {
    byte[] file =
        ForgedParquet.changed(
            ForgedParquet.file(directory, Form.USUAL.withVersion(version), 20),
            ForgedParquet::withoutHistograms);
    byte[] footer = ForgedParquet.footer(file);
    byte[] pages = Arrays.copyOf(file, file.length - footer.length - 8);
    Random random = new Random(16);
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = mutant(pages, random);
      byte[] whole = Arrays.copyOf(file, file.length);
      System.arraycopy(mutant, 0, whole, 0, Math.min(mutant.length, pages.length));
      try {
        assertThat(read(whole).file().rows()).isEqualTo(20);
      } catch (EvaluationException e) {
        assertThat(e.kind()).isEqualTo(EvaluationException.Kind.INPUT);
        assertThat(e.getMessage()).doesNotContain("\n");
      }
    }
  }

  private static byte[] mutant(byte[] bytes, Random random) {
    byte[] mutant = bytes.clone();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(4)) {
        case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutant[at] = (byte) random.nextInt(256);
        case 2 -> Arrays.fill(mutant, at, Math.min(at + 5, mutant.length), (byte) 0xff);
        default -> mutant = Arrays.copyOf(mutant, Math.max(1, mutant.length - random.nextInt(8)));
      }
    }
    return mutant;
  }
}
