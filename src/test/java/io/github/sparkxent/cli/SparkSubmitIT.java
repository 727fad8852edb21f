// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.SparkSubmit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shaded jar through spark-submit: class loaders, relocated libraries, exit codes. */
class SparkSubmitIT {
  @TempDir private Path directory;

  private SparkSubmit.Result evaluate(String... args) throws IOException, InterruptedException {
    Stream<String> common =
        Stream.of("evaluate", "--output", directory.resolve("out").toString(), "--run-id", "run");
    return new SparkSubmit(directory)
        .run(Stream.concat(common, Stream.of(args)).toArray(String[]::new));
  }

  @Test
  void prints_the_table_and_exits_0() throws Exception {
    SparkSubmit.Result result = evaluate("conf/mnist.yaml");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("mnist-mlp", "test", "391.75582", "train", "validation");
    assertThat(result.ownErrors()).isEmpty();
    assertThat(directory.resolve("out/mnist-mlp/run/metrics.json"))
        .content()
        .contains("\"loss_sum_hex\": \"0x1.87c17d9b75a4ep8\"");
  }

  @Test
  void a_failed_gate_exits_4_with_one_line_and_a_report() throws Exception {
    SparkSubmit.Result result = evaluate("conf/mnist.yaml", "--set", "gates.0.max=0.1");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(4);
    assertThat(result.ownErrors())
        .singleElement()
        .asString()
        .startsWith("spark-xent: gate failed: split test: loss_mean 0.1958")
        .contains("max 0.1");
    assertThat(directory.resolve("out/mnist-mlp/run/_SUCCESS")).exists();
    assertThat(directory.resolve("out/mnist-mlp/run.status.json"))
        .content()
        .contains("gate_failed");
  }

  @Test
  void an_unknown_key_exits_2_with_one_line() throws Exception {
    SparkSubmit.Result result = evaluate("conf/mnist.yaml", "--set", "quality.strict=true");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.ownErrors())
        .singleElement()
        .asString()
        .contains("conf/mnist.yaml: unknown key quality.strict, expected one of ");
    assertThat(result.err()).doesNotContain("\tat ");
  }

  @Test
  void a_label_out_of_range_exits_3_with_one_line_and_without_a_report() throws Exception {
    SparkSubmit.Result result = evaluate("conf/mnist.yaml", "--label", "label + 1");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.ownErrors())
        .singleElement()
        .asString()
        .contains("of 10000 rows are invalid: label_out_of_range ", "(such as 7, ");
    assertThat(result.err()).doesNotContain("\tat ");
    assertThat(Files.exists(directory.resolve("out/mnist-mlp/run"))).isFalse();
  }

  @Test
  void a_task_without_memory_exits_5_and_says_what_gives_more() throws Exception {
    SparkSubmit.Result result =
        evaluate("conf/mnist.yaml", "--split", "space(2147483647 - 0 * label)");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(5);
    assertThat(result.ownErrors())
        .singleElement()
        .asString()
        .startsWith("spark-xent: memory exhausted (")
        .contains("--driver-memory");
  }

  @Test
  void pack_rewrites_the_sample_and_prints_both_sizes() throws Exception {
    String packed = directory.resolve("packed").toString();
    SparkSubmit.Result result =
        new SparkSubmit(directory).run("pack", "--input", "data/mnist/mlp", "--output", packed);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("packed logits as float32 into " + packed, "0 rows have no logits")
        .containsPattern("input +\\d+ +10,000 +[\\d,]+\\R")
        .containsPattern("output +\\d+ +10,000 +[\\d,]+\\R");
    assertThat(Path.of(packed, "_SUCCESS")).exists();
  }
}
