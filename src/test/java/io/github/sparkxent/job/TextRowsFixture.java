// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.input.DataReader;
import io.github.sparkxent.job.input.column.NeededColumns;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.text.TextRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Files of records as text, and how many rows are counted in them. */
abstract class TextRowsFixture extends EvaluationFixture {
  static final String SCHEMA = "label INT, logits ARRAY<FLOAT>, split STRING";

  TextRowsFixture(SparkSession spark) {
    super(spark);
  }

  Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  DataSource source(Path path, String format, String... options) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      map.put(options[i], options[i + 1]);
    }
    return new DataSource(
        "input", List.of(path.toString()), format, SCHEMA, map, null, null, null, null);
  }

  InputFiles files(DataSource source) throws IOException {
    return InputFiles.of(spark.sparkContext().hadoopConfiguration(), source);
  }

  void assertRows(DataSource source, long rows) throws IOException {
    assertThat(TextRows.count(spark, source, files(source), NeededColumns.all())).isEqualTo(rows);
    assertThat(DataReader.reader(spark, source).load(source.paths().get(0)).count())
        .isEqualTo(rows);
  }
}
