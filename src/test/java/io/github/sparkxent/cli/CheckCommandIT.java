// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.SparkSessions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code check}: what is wrong shows without reading a row, and nothing is written. */
@ExtendWith(SparkSessions.class)
class CheckCommandIT {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void open(SparkSession session) {
    SparkSession.setActiveSession(session);
  }

  private int check(String... options) {
    Stream<String> common = Stream.of("check", "--output", directory.resolve("o").toString());
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err, true))
        .execute(Stream.concat(common, Stream.of(options)).toArray(String[]::new));
  }

  @Test
  void shows_files_rows_and_the_columns_as_they_are_taken_and_writes_nothing() {
    assertThat(check("conf/mnist.yaml")).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("mnist-mlp can be evaluated\n")
        .contains(
            "files     1\n",
            "rows      10,000\n",
            "reader    the scan\n",
            "logits    array<float>\n",
            "gates     2\n");
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | --input data/none | input.path data/none does not exist in file:///, in full file:/",
        "2 | --input data/tutorial --label labl | columns.label \"labl\" does not resolve",
        "2 | --input data/mnist/mlp --weight split | columns.weight \"split\" is string, expected",
        "2 | --input data/tutorial --set gates={metric:x,max:1} | gates",
        "3 | --input pom.xml | pom.xml is not a whole Parquet file",
      })
  void has_the_exit_codes_and_lines_of_an_evaluation(int code, String options, String line) {
    assertThat(check(options.split(" "))).as(err.toString()).isEqualTo(code);
    assertThat(err.toString()).startsWith("spark-xent: ").contains(line).hasLineCount(1);
  }

  @Test
  void does_not_look_at_rows(@TempDir Path input) throws Exception {
    Path csv = Files.writeString(input.resolve("a.csv"), "label,logit_0,logit_1\n7,zero,1.0\n");

    assertThat(
            check(
                "--input",
                csv.toString(),
                "--logits",
                "logit_*",
                "--set",
                "input.format=csv",
                "--set",
                "input.options={header: true}",
                "--set",
                "input.schema=label INT, logit_0 FLOAT, logit_1 FLOAT"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).doesNotContain("rows ");
  }
}
