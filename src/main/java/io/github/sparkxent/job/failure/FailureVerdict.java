// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import io.github.sparkxent.job.failure.EvaluationException.Kind;
import io.github.sparkxent.scan.parquet.DamagedFileException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/**
 * Who has to act on an exception, and which of its causes says so.
 *
 * @param kind who has to act
 * @param because the cause that says so
 * @param isContent whether the reason is a file, or the place of files in directories, and not an
 *     expression over rows
 */
record FailureVerdict(Kind kind, Throwable because, boolean isContent) {
  /** Parquet's own exceptions, and those of its decoder of footers and page headers. */
  private static final List<String> PARQUET =
      List.of("org.apache.parquet.", "shaded.parquet.org.apache.thrift.");

  /** The exceptions of the clients of remote storage and of metastores that do not answer. */
  private static final List<String> REMOTE =
      List.of(
          "org.apache.hadoop.ipc.",
          "org.apache.hadoop.net.",
          "org.apache.hadoop.hdfs.",
          "org.apache.hadoop.fs.s3a.",
          "org.apache.hadoop.fs.azurebfs.",
          "org.apache.thrift.transport.");

  /** A condition in the text of a task's failure, whose exception the driver could not read. */
  private static final Pattern IN_TEXT =
      Pattern.compile("(?:Exception|Error): \\[([A-Z][A-Z0-9_]*(?:\\.[A-Z0-9_]+)?)] ");

  /** Spark 3.5 says it by assertions. */
  private static final Pattern CONFLICTING_DIRECTORIES =
      Pattern.compile("Conflicting (?:directory structures|partition column names) detected");

  private static final String FILES = "KD";

  /** Returns the verdict on an exception with its causes, or null if it is an internal error. */
  static FailureVerdict of(List<Throwable> causes) {
    boolean isOfFunction =
        causes.stream().anyMatch(cause -> condition(cause).startsWith("FAILED_EXECUTE_UDF"));
    boolean isOfFile = causes.stream().anyMatch(FailureVerdict::isReadingOfFile);
    FailureVerdict around = null;
    for (Throwable cause : causes) {
      if (isRemote(cause) && !isOfFunction) {
        return new FailureVerdict(Kind.ENVIRONMENT, cause, false);
      }
    }
    for (Throwable cause : causes) {
      FailureVerdict one = of(cause, isOfFile);
      if (one != null && !isReadingOfFile(cause) && !ErrorConditions.isWrapper(condition(cause))) {
        return one;
      }
      around = around == null ? one : around;
    }
    return around;
  }

  private static FailureVerdict of(Throwable cause, boolean isOfFile) {
    if (isAboutContent(cause)) {
      return new FailureVerdict(Kind.INPUT, cause, true);
    }
    if (cause instanceof SparkThrowable spark) {
      Kind kind = kind(spark, cause);
      if (kind != null) {
        boolean isContent = isOfFile || String.valueOf(spark.getSqlState()).startsWith(FILES);
        return new FailureVerdict(kind, cause, isContent);
      }
    }
    if (cause instanceof IOException) {
      // For a file, the exception around it says more.
      return isOfFile ? null : new FailureVerdict(Kind.ENVIRONMENT, cause, false);
    }
    if (isAboutCluster(cause)) {
      return new FailureVerdict(Kind.ENVIRONMENT, cause, false);
    }
    return ExceptionOrigin.isExpression(cause)
        ? new FailureVerdict(Kind.INPUT, cause, isOfFile)
        : null;
  }

  private static Kind kind(SparkThrowable spark, Throwable cause) {
    String condition = condition(cause);
    Kind kind = ErrorConditions.kind(condition, spark.getSqlState()).orElse(null);
    if (cause instanceof AnalysisException) {
      boolean isOfQuery =
          kind != Kind.ENVIRONMENT && !String.valueOf(spark.getSqlState()).startsWith(FILES);
      return isOfQuery ? Kind.CONFIGURATION : kind;
    }
    if (kind == null && condition.isEmpty() && cause.getCause() == null) {
      Matcher text = IN_TEXT.matcher(String.valueOf(cause.getMessage()));
      if (text.find()) {
        return ErrorConditions.kind(text.group(1), new NamedCondition(text.group(1)).getSqlState())
            .orElse(null);
      }
    }
    return kind;
  }

  /** Asks Spark for the SQLSTATE of a condition by its name. */
  private record NamedCondition(String name) implements SparkThrowable {
    @Override
    public String getCondition() {
      return name;
    }

    @Override
    @SuppressWarnings("deprecation")
    public String getErrorClass() {
      return name;
    }
  }

  /** Tells whether a file itself is the reason: gone, truncated, damaged. */
  static boolean isAboutContent(Throwable cause) {
    return cause instanceof FileNotFoundException
        || cause instanceof EOFException
        || cause instanceof ChecksumException
        || cause instanceof DamagedFileException
        || isReadingOfFile(cause)
        || condition(cause).startsWith("CANNOT_READ_FILE_FOOTER")
        || PARQUET.stream().anyMatch(cause.getClass().getName()::startsWith)
        || (cause instanceof AssertionError
            && CONFLICTING_DIRECTORIES.matcher(message(cause)).find())
        || message(cause).contains("is not a Parquet file");
  }

  /** Tells whether an exception names the file that could not be read, with the reason inside. */
  static boolean isReadingOfFile(Throwable cause) {
    return condition(cause).startsWith("FAILED_READ_FILE")
        // Spark 3.5 has no name for it.
        || message(cause).startsWith("Encountered error while reading file");
  }

  private static boolean isRemote(Throwable cause) {
    return cause instanceof SocketException
        || cause instanceof SocketTimeoutException
        || cause instanceof UnknownHostException
        || REMOTE.stream().anyMatch(cause.getClass().getName()::startsWith);
  }

  private static boolean isAboutCluster(Throwable cause) {
    return message(cause).contains("ExecutorLostFailure")
        || message(cause).contains("SparkContext was shut down");
  }

  private static String message(Throwable cause) {
    return String.valueOf(cause.getMessage());
  }

  /** Returns Spark's error class, or an empty text. */
  static String condition(Throwable cause) {
    if (cause instanceof SparkThrowable spark) {
      return Optional.ofNullable(errorClass(spark)).orElse("");
    }
    return "";
  }

  /** Deprecated from Spark 4 on, and the only name that 3.5 knows. */
  @SuppressWarnings("deprecation")
  private static String errorClass(SparkThrowable spark) {
    return spark.getErrorClass();
  }
}
