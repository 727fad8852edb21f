// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.failure.EvaluationException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.SocketTimeoutException;
import java.time.DateTimeException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has to act on what Spark, Hadoop, a connector or the JVM throws, and what is said of it. */
class ReadFailureTest {
  private static final String GENERATED =
      "org.apache.spark.sql.catalyst.expressions.GeneratedClass$GeneratedIteratorForCodegenStage1";

  private static final FailedExpression EXPRESSIONS =
      ConfigurationReader.of(
              "test.yaml",
              "{input: {path: x}, columns: {weight: 5 % n, label: label}, slices: [n % 3]}")
          .read()
          .failedExpression();

  private static EvaluationException judged(Throwable failure) {
    RuntimeException translated = ReadFailure.translate(failure, EXPRESSIONS);
    assertThat(translated).isInstanceOf(EvaluationException.class);
    assertThat(translated.getMessage()).doesNotContain("\n", "SQLSTATE", "== SQL");
    return (EvaluationException) translated;
  }

  private static void assertInternal(Throwable failure) {
    assertThat(ReadFailure.translate(failure, EXPRESSIONS))
        .isNotInstanceOf(EvaluationException.class);
  }

  /** A task's failure as the driver throws it. */
  private static RuntimeException aborted(Throwable cause) {
    return new IllegalStateException("Job aborted due to stage failure: Task 0 failed", cause);
  }

  private static <T extends Throwable> T thrownIn(T failure, String... classes) {
    StackTraceElement[] frames = new StackTraceElement[classes.length];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = new StackTraceElement(classes[i], "run", null, -1);
    }
    failure.setStackTrace(frames);
    return failure;
  }

  @Nested
  class An_expression_that_fails_on_a_value {
    @Test
    void is_refused_input_with_the_key_of_the_expression_that_spark_names() {
      EvaluationException failure =
          judged(
              aborted(
                  new SparkError("REMAINDER_BY_ZERO", "22012", new SparkError.Piece("5 % n", 0))));

      assertThat(failure.kind()).isEqualTo(Kind.INPUT);
      assertThat(failure)
          .hasMessage(
              "columns.weight \"5 % n\" failed on a value: [REMAINDER_BY_ZERO] It happened.");
    }

    @Test
    void names_all_that_can_fail_where_spark_names_none() {
      assertThat(judged(new SparkError("CANNOT_PARSE_TIMESTAMP", "22007")))
          .hasMessage(
              "columns.weight \"5 % n\" or slices: \"n % 3\" failed on a value:"
                  + " [CANNOT_PARSE_TIMESTAMP] It happened.");
    }

    @Test
    void stays_so_while_losses_are_written() {
      assertThat(
              judged(
                      new SparkError(
                          "TASK_WRITE_FAILED", "58030", new SparkError("DIVIDE_BY_ZERO", "22012")))
                  .kind())
          .isEqualTo(Kind.INPUT);
    }

    @Test
    void may_throw_the_jdk_s_exceptions_about_arguments() {
      RuntimeException pattern =
          thrownIn(
              new DateTimeException("no such zone"), "java.time.ZoneId", GENERATED, "java.Thread");

      assertThat(judged(aborted(pattern)))
          .hasMessageEndingWith("failed on a value: no such zone")
          .extracting(EvaluationException::kind)
          .isEqualTo(Kind.INPUT);
    }

    @Test
    void may_be_a_user_s_function_which_is_named() {
      NullPointerException failure =
          thrownIn(
              new NullPointerException("no x"), "java.util.Objects", "com.example.F", GENERATED);

      assertThat(judged(aborted(failure)))
          .hasMessageEndingWith("failed on a value: no x (thrown by com.example.F)")
          .extracting(EvaluationException::kind)
          .isEqualTo(Kind.INPUT);
    }

    @Test
    void is_told_by_a_user_s_function_that_cannot_reach_its_server() {
      assertThat(
              judged(
                      new SparkError(
                          "FAILED_EXECUTE_UDF", "39000", new SocketTimeoutException("slow")))
                  .kind())
          .isEqualTo(Kind.INPUT);
    }

    @Test
    void is_read_from_the_text_where_the_driver_lacks_the_function_s_class() {
      assertThat(
              judged(
                      new org.apache.spark.SparkException(
                          "Job aborted due to stage failure: Lost task 0.0 (host executor 1):"
                              + " org.apache.spark.SparkException: [FAILED_EXECUTE_UDF] User"
                              + " defined function (`f`: (int) => int) failed\n"
                              + "\tat com.example.F.call(F.java:7)\n"))
                  .getMessage())
          .contains("[FAILED_EXECUTE_UDF]", "`f`")
          .doesNotContain("\tat");
    }
  }

  @Nested
  class A_mistake_in_code_stays_an_internal_error {
    @Test
    void of_this_software() {
      assertInternal(
          aborted(
              thrownIn(
                  new IllegalArgumentException("C is 3"),
                  "java.util.Objects",
                  "io.github.sparkxent.sql.F",
                  GENERATED)));
    }

    @Test
    void of_spark() {
      assertInternal(aborted(thrownIn(new NullPointerException("x"), GENERATED)));
      assertInternal(aborted(thrownIn(new ClassCastException("x"), GENERATED)));
      assertInternal(
          thrownIn(new IllegalArgumentException("x"), "org.apache.spark.sql.catalyst.rules.R"));
      assertInternal(new SparkError("INTERNAL_ERROR", "XX000", new NullPointerException("x")));
      assertInternal(new AssertionError("x"));
    }
  }

  @Nested
  class Storage_and_cluster {
    @Test
    void a_file_that_is_gone_or_damaged_is_refused_by_name() {
      EvaluationException failure =
          judged(
              aborted(
                  new SparkError(
                      "FAILED_READ_FILE.NO_HINT", "KD001", new IOException("not a column"))));

      assertThat(failure.kind()).isEqualTo(Kind.INPUT);
      assertThat(failure)
          .hasMessage(
              "input cannot be read: [FAILED_READ_FILE.NO_HINT] It happened.: not a column");
      assertThat(judged(new FileNotFoundException("a.parquet")).kind()).isEqualTo(Kind.INPUT);
    }

    @Test
    void a_store_that_does_not_answer_is_worth_another_try_also_in_the_middle_of_a_file() {
      EvaluationException failure =
          judged(
              aborted(
                  new SparkError(
                      "FAILED_READ_FILE.NO_HINT",
                      "KD001",
                      new IOException("GET", new SocketTimeoutException("Read timed out")))));

      assertThat(failure.kind()).isEqualTo(Kind.ENVIRONMENT);
      assertThat(failure).hasMessage("storage or cluster failed: Read timed out");
    }

    @Test
    void an_internal_error_of_spark_is_what_its_cause_is() {
      assertThat(
              judged(
                      new SparkError(
                          "INTERNAL_ERROR_SHUFFLE", "XX000", new IOException("disk full")))
                  .kind())
          .isEqualTo(Kind.ENVIRONMENT);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "assertion failed: Conflicting directory structures detected. Suspicious paths:\n\tx",
          "assertion failed: Conflicting partition column names detected:\n\tx"
        })
    void directories_that_contradict_each_other_are_the_input_s_also_on_spark_3_5(String said) {
      assertThat(judged(new AssertionError(said)))
          .hasMessageStartingWith("input cannot be read: assertion failed: Conflicting ")
          .extracting(EvaluationException::kind)
          .isEqualTo(Kind.INPUT);
    }
  }

  @Nested
  class Memory_and_limits {
    @Test
    void a_task_without_memory_says_what_gives_more() {
      EvaluationException failure = judged(aborted(new OutOfMemoryError("Java heap space")));

      assertThat(failure.kind()).isEqualTo(Kind.ENVIRONMENT);
      assertThat(failure)
          .hasMessageStartingWith("memory exhausted (Java heap space): ")
          .hasMessageContaining("--driver-memory");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "ExecutorLostFailure (executor 1 exited caused by one of the running tasks) Reason: Command"
              + " exited with code 52",
          "ExecutorLostFailure (executor 3 exited) Reason: Container from a bad node. Exit status: 143."
              + " exit code: 143",
          "ExecutorLostFailure (executor 2 exited) Reason: The executor with id 2 exited with exit"
              + " code 137(OOMKilled)"
        })
    void executors_without_memory_are_told_from_others(String said) {
      assertThat(judged(new IllegalStateException(said)))
          .hasMessageStartingWith("executors ran out of memory: more is given by --executor-memory")
          .extracting(EvaluationException::kind)
          .isEqualTo(Kind.ENVIRONMENT);
      assertThat(judged(new IllegalStateException("ExecutorLostFailure (executor 1 exited)")))
          .hasMessageStartingWith("storage or cluster failed: ");
    }

    @Test
    void too_many_results_name_the_setting() {
      assertThat(
              judged(
                  new IllegalStateException(
                      "Job aborted due to stage failure: Total size of serialized results of 9 tasks"
                          + " (1100.0 MiB) is bigger than spark.driver.maxResultSize (1024.0 MiB)")))
          .hasMessage(
              "the states of all tasks together are larger than spark.driver.maxResultSize (1024.0"
                  + " MiB): raise it, with --driver-memory beside it")
          .extracting(EvaluationException::kind)
          .isEqualTo(Kind.ENVIRONMENT);
    }

    @Test
    void a_stack_too_small_for_an_expression_is_the_configuration_s() {
      assertThat(judged(thrownIn(new StackOverflowError(), GENERATED)).kind())
          .isEqualTo(Kind.CONFIGURATION);
      assertThat(judged(thrownIn(new StackOverflowError(), "org.apache.parquet.X")).kind())
          .isEqualTo(Kind.INPUT);
    }
  }

  @Test
  void what_is_one_of_ours_inside_another_exception_is_said_as_it_is() {
    EvaluationException ours = EvaluationException.input("two rows");

    assertThat(ReadFailure.translate(new InvocationTargetException(aborted(ours)))).isSameAs(ours);
  }

  @Test
  void a_connector_that_is_missing_is_told_from_spark_s_exception() {
    assertThat(
            judged(
                aborted(
                    new ClassNotFoundException(
                        "Class org.apache.hadoop.fs.s3a.S3AFileSystem not found"))))
        .hasMessageStartingWith("the connector for the scheme s3a is not on the class path")
        .extracting(EvaluationException::kind)
        .isEqualTo(Kind.CONFIGURATION);
  }
}
