// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where an exception comes from that has no condition of Spark's, by its stack trace: Spark 3.5
 * and, in places, later ones throw those of the JDK where a value does not suit a function, and a
 * user's function throws what it likes.
 */
final class ExceptionOrigin {
  private static final String OURS = "io.github.sparkxent.";
  private static final String FUNCTIONS = OURS + "sql.";
  private static final String SPARK = "org.apache.spark.";

  /** Where Spark makes its exceptions, which is not where it met the reason. */
  private static final String FACTORIES = "org.apache.spark.sql.errors.";

  /** Where Spark computes values. */
  private static final List<String> EXPRESSIONS =
      List.of(
          "org.apache.spark.sql.catalyst.expressions.",
          "org.apache.spark.sql.catalyst.util.",
          "org.apache.spark.sql.catalyst.json.",
          "org.apache.spark.sql.catalyst.csv.",
          "org.apache.spark.sql.catalyst.xml.",
          "org.apache.spark.types.variant.",
          "org.apache.spark.unsafe.types.");

  private static final List<String> PLATFORM =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "scala.");

  private ExceptionOrigin() {}

  /**
   * Tells whether an expression of a query failed on a value: a function of the user whatever it
   * threw, one of Spark's with an exception about its arguments. Anything else that Spark's own
   * code throws is a mistake in it.
   */
  static boolean isExpression(Throwable failure) {
    if (isRefusedArgument(failure)) {
      return true;
    }
    StackTraceElement computing =
        frames(failure).filter(frame -> isOf(frame, List.of(SPARK, OURS))).findFirst().orElse(null);
    return computing != null
        && isOf(computing, EXPRESSIONS)
        && (function(failure) != null || isAboutArguments(failure));
  }

  /** Tells whether one of our own functions refused an argument. Those of the job never do. */
  private static boolean isRefusedArgument(Throwable failure) {
    String function =
        Stream.of(failure.getStackTrace())
            .map(StackTraceElement::getClassName)
            .takeWhile(name -> name.startsWith(OURS))
            .reduce("", (before, name) -> name);
    return failure instanceof IllegalArgumentException
        && function.startsWith(FUNCTIONS)
        && !function.startsWith(FUNCTIONS + "Evaluat");
  }

  /** Returns the class of the function, neither Spark's nor ours, that failed, or null. */
  static String function(Throwable failure) {
    return frames(failure)
        .takeWhile(frame -> !isOf(frame, List.of(SPARK, OURS)))
        .map(StackTraceElement::getClassName)
        .filter(name -> PLATFORM.stream().noneMatch(name::startsWith))
        .findFirst()
        .orElse(null);
  }

  /** Tells whether code of a class, or of its package and those below, was being executed. */
  static boolean passed(Throwable failure, String prefix) {
    return frames(failure).anyMatch(frame -> frame.getClassName().startsWith(prefix));
  }

  private static boolean isAboutArguments(Throwable failure) {
    // raise_error of Spark 3.5 throws the plain exception.
    return failure.getClass() == RuntimeException.class
        || failure instanceof IllegalArgumentException
        || failure instanceof ArithmeticException
        || failure instanceof java.time.DateTimeException
        || failure instanceof IndexOutOfBoundsException
        || failure instanceof org.apache.spark.SparkThrowable;
  }

  private static Stream<StackTraceElement> frames(Throwable failure) {
    return Stream.of(failure.getStackTrace()).filter(frame -> !isOf(frame, List.of(FACTORIES)));
  }

  private static boolean isOf(StackTraceElement frame, List<String> prefixes) {
    return prefixes.stream().anyMatch(frame.getClassName()::startsWith);
  }
}
