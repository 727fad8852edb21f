// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The DAG for Airflow: run against a stub of the provider, where there is a Python. */
class AirflowDagTest {
  private static final String DAG = "conf/airflow/evaluate_mnist.py";
  private static final String STUB = "src/test/resources/airflow/run_dag.py";

  @BeforeAll
  static void requirePython() throws Exception {
    boolean hasPython;
    try {
      hasPython = new ProcessBuilder("python3", "-c", "").start().waitFor() == 0;
    } catch (IOException e) {
      hasPython = false;
    }
    assumeTrue(hasPython, "there is no python3 on this machine");
  }

  /** Returns what the stub prints: the number of tries, how the task ended, the arguments. */
  private static List<String> run(int exitCode) throws Exception {
    Process python =
        new ProcessBuilder("python3", STUB, DAG, Integer.toString(exitCode))
            .redirectErrorStream(true)
            .start();
    String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(printed).isZero();
    return printed.lines().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, success",
    "1, 1, failed for good",
    "2, 1, failed for good",
    "3, 1, failed for good",
    "4, 1, failed for good",
    "5, 4, failed",
    "137, 4, failed"
  })
  void tries_again_only_what_another_try_may_mend(int exitCode, int tries, String end)
      throws Exception {
    assertThat(run(exitCode)).startsWith(Integer.toString(tries), end);
  }

  @Test
  void gives_arguments_that_the_command_line_takes() throws Exception {
    List<String> printed = run(0);

    assertThat(
            Main.commandLine()
                .parseArgs(printed.subList(2, printed.size()).toArray(new String[0]))
                .subcommand()
                .matchedOptionValue("--run-id", ""))
        .isEqualTo("{{ ds }}");
  }
}
