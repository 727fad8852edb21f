// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the origin of an exception without a condition of Spark's, by its stack trace. Spark 3.5,
 * and later versions in places, throw exceptions of the JDK if a value does not suit a function,
 * and a user's function may throw any.
 */
final class ExceptionOrigin {
  private static final String OURS = "io.github.sparkxent.";
  private static final String FUNCTIONS = OURS + "sql.";
  private static final String SPARK = "org.apache.spark.";

  /** The classes where Spark makes its exceptions, which are not where it met the reason. */
  private static final String FACTORIES = "org.apache.spark.sql.errors.";

  /** The packages where Spark computes values. */
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
   * Tells whether an expression of a query failed on a value: a function of the user with any
   * exception, or one of Spark's with an exception about its arguments. Any other exception of
   * Spark's own code is a mistake in Spark.
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

  /** Returns the class of the failed function if it is neither Spark's nor ours, or null. */
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
