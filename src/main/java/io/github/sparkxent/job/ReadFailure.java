/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.job;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/**
 * Tells from an exception of Spark or Hadoop who has to act: wrapped as these are, the causes are
 * walked.
 */
final class ReadFailure {
  private static final int MAX_MESSAGE = 500;

  /** Parquet's own exceptions, and those of its decoder of footers and page headers. */
  private static final List<String> PARQUET =
      List.of("org.apache.parquet.", "shaded.parquet.org.apache.thrift.");

  private ReadFailure() {}

  /**
   * Returns the failure as one of ours, or as it is if nothing is known about it. Hadoop throws a
   * disk that is full as an error.
   */
  static RuntimeException translate(Throwable failure) {
    if (failure instanceof EvaluationException known) {
      return known;
    }
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      if (isAboutContent(cause) || isAboutValues(cause)) {
        return EvaluationException.input(
            "input cannot be read: " + reason(causes) + ReaderAdvice.of(causes), failure);
      }
    }
    for (Throwable cause : causes) {
      if (cause instanceof AnalysisException) {
        return EvaluationException.configuration(oneLine(cause), failure);
      }
      if (cause instanceof IOException || isAboutCluster(cause)) {
        return EvaluationException.environment(
            "storage or cluster failed: " + oneLine(cause), failure);
      }
    }
    return failure instanceof RuntimeException unknown ? unknown : new SparkFailure(failure);
  }

  /** A checked exception that is thrown where none is declared, as Scala code does. */
  static final class SparkFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SparkFailure(Throwable cause) {
      super(oneLine(cause), cause);
    }
  }

  /** Tells whether a file itself is the reason: gone, cut short, damaged. */
  static boolean isAboutContent(Throwable cause) {
    return cause instanceof FileNotFoundException
        || cause instanceof EOFException
        || cause instanceof ChecksumException
        || condition(cause).startsWith("FAILED_READ_FILE")
        || condition(cause).startsWith("CANNOT_READ_FILE_FOOTER")
        || PARQUET.stream().anyMatch(cause.getClass().getName()::startsWith)
        || String.valueOf(cause.getMessage()).contains("is not a Parquet file");
  }

  /** Tells whether a value is the reason: the user's expressions fail on it. */
  private static boolean isAboutValues(Throwable cause) {
    String condition = condition(cause);
    return condition.startsWith("CAST_")
        || condition.startsWith("MALFORMED_")
        || condition.startsWith("ARITHMETIC_OVERFLOW")
        || condition.startsWith("DIVIDE_BY_ZERO")
        || condition.startsWith("INVALID_ARRAY_INDEX");
  }

  private static boolean isAboutCluster(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("ExecutorLostFailure")
        || message.contains("SparkContext was shut down");
  }

  /** Returns what the causes say most: the first that names a file, and the last. */
  private static String reason(List<Throwable> causes) {
    Throwable last = causes.get(causes.size() - 1);
    for (Throwable cause : causes) {
      if (condition(cause).startsWith("FAILED_READ_FILE")) {
        return oneLine(cause) + (cause == last ? "" : ": " + oneLine(last));
      }
    }
    return oneLine(last);
  }

  /** Returns Spark's error class, or an empty text. */
  static String condition(Throwable cause) {
    if (cause instanceof SparkThrowable spark) {
      String condition = errorClass(spark);
      return condition == null ? "" : condition;
    }
    return "";
  }

  /** Deprecated from Spark 4 on, and the only name that 3.5 knows. */
  @SuppressWarnings("deprecation")
  private static String errorClass(SparkThrowable spark) {
    return spark.getErrorClass();
  }

  static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  /** Returns the first lines of a message, as one. */
  static String oneLine(Throwable cause) {
    return oneLine(cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage());
  }

  /** Returns the first lines of a text, as one. */
  static String oneLine(String message) {
    int plan = message.indexOf(";\n");
    String line =
        (plan < 0 ? message : message.substring(0, plan)).strip().replaceAll("\\s*\\R\\s*", " ");
    return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "...";
  }
}
