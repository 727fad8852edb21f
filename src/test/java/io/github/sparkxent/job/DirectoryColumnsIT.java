// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.failure.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which columns the names of directories are, such as split=test. */
class DirectoryColumnsIT extends FileColumnsFixture {
  DirectoryColumnsIT(SparkSession spark) {
    super(spark);
  }

  private void directories() throws IOException {
    file("split=007/a.parquet", LABEL, LOGITS);
    file("split=a%2Fb/b.parquet", 1, List.of(LABEL, LOGITS), Map.of());
    file("split=c/part/c.parquet", 3, List.of(LABEL, LOGITS), Map.of());
  }

  @Test
  void are_columns_however_they_are_named() throws IOException {
    directories();
    String f = files().toString();

    assertThat(splits()).isEqualTo("007 2 a/b 1 c 3");
    assertThat(splitsOf(files().resolve("split=*"))).isEqualTo("007 2 a/b 1 c 3");
    assertThat(splitsOf(files().resolve("split=*/*"))).isEqualTo("007 2 a/b 1 c 3");
    assertThat(splits("input.path=['" + f + "/split=007', '" + f + "/split=a%2Fb']"))
        .isEqualTo("007 2 a/b 1");
    assertThat(splitsOf(files().resolve("split=a%2Fb"))).isEqualTo("a/b 1");
    assertThat(splitsOf(files().resolve("split=007/a.parquet"))).isEqualTo("007 2");
  }

  @Test
  void of_several_roots_are_columns_too() throws IOException {
    file("x/split=a/a.parquet", LABEL, LOGITS);
    file("y/z/Split=b/day=1/b.parquet", LABEL, LOGITS);
    file("z/c.parquet", SPLIT, LABEL, LOGITS);

    assertThat(splits()).isEqualTo("a 2 b 2 even 2");
    refused(
        EvaluationException.Kind.INPUT,
        "a.parquet has no column day, which other files have",
        "slices=[day]");
  }

  @Test
  void below_the_named_one_are_columns() throws IOException {
    file("x/y/split=a/a.parquet", LABEL, LOGITS);

    assertThat(splits()).isEqualTo("a 2");
  }

  @Test
  void beside_a_file_without_them_are_refused_by_name() throws IOException {
    directories();
    file("d.parquet", LABEL, LOGITS);

    refused(
        EvaluationException.Kind.INPUT, "d.parquet has no column split, which other files have");
  }

  @Test
  void that_are_null_to_hive_are_null() throws IOException {
    file("split=__HIVE_DEFAULT_PARTITION__/a.parquet", LABEL, LOGITS);
    file("split=b/a.parquet", LABEL, LOGITS);

    assertThat(
            evaluate(files(), "quality.invalid_rows=skip").splits().stream()
                .map(split -> split.split() + split.rows().invalidByReason()))
        .containsExactly("b{}", "null{null_split=2}");
  }

  @Test
  void do_not_replace_a_column_of_the_files() throws IOException {
    file("label=2/a.parquet", SPLIT, LABEL, LOGITS);

    refused(
        EvaluationException.Kind.INPUT,
        "column label stands in input file file:"
            + files()
            + "/label=2/a.parquet and in the name of its directory label=2");
    assertThat(splits("columns.label='1'")).isEqualTo("even 2");
  }

  @Test
  void are_columns_beside_a_path_for_each_split() throws IOException {
    file("x/fold=1/label=1/a.parquet", LOGITS);
    file("x/fold=2/label=2/a.parquet", LOGITS, UUID);
    String x = files() + "/x/fold=";
    String splits = "{one: '" + x + "1', two: '" + x + "2/label=2'}";

    assertThat(splits("input={}", "input.splits=" + splits, "columns.label=int(label)"))
        .isEqualTo("one 2 two 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "orc"})
  void of_files_of_another_format_are_columns(String format) throws IOException {
    rows(0, 100).write().partitionBy("split").format(format).save(files().toString());
    String[] settings = {"input.format=" + format, "columns.logits=cast(logits AS array<double>)"};

    assertThat(splitsOf(files().resolve("split=*"), settings)).isEqualTo("even 50 odd 50");
    assertThat(splitsOf(files().resolve("split=odd"), settings)).isEqualTo("odd 50");
    Files.move(files().resolve("split=odd"), files().resolve("label=1"));
    assertThatThrownBy(() -> evaluate(files().resolve("label=*"), settings))
        .hasMessageContaining("column label stands in the files below")
        .hasMessageContaining("and in the names of their directories");
  }

  @Test
  void do_not_replace_a_key_of_records_that_the_schema_names() throws IOException {
    Path directory = Files.createDirectories(files().resolve("label=1"));
    String[] settings = {
      "input.format=json", "input.schema='Label INT, logits ARRAY<FLOAT>, split STRING'"
    };
    String record = "{%s'logits':[1,2,3],'split':'a'}\n".replace('\'', '"');

    Files.writeString(directory.resolve("a.json"), record.formatted(""));
    assertThat(splits(settings)).isEqualTo("a 1");
    Files.writeString(directory.resolve("b.json"), record.formatted("\"Label\":2,"));
    assertThatThrownBy(() -> evaluate(files(), settings))
        .hasMessage(
            "column Label stands in the files below file:"
                + files()
                + " and in the names of their directories, expected it in one of them;"
                + " rename one");
  }

  @Test
  void above_the_base_path_that_is_given_are_none() throws IOException {
    file("label=2/model=m/a.parquet", LABEL, LOGITS);
    String base = "input.options={basePath: '" + files() + "/label=2'}";

    assertThat(splitsOf(files().resolve("label=2"), base, "columns.split=model")).isEqualTo("m 2");
    refused(
        EvaluationException.Kind.CONFIGURATION,
        "input.options.basePath file:" + files() + "/label=2 is not above file:" + files(),
        base);
  }
}
