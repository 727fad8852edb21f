// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Starts Spark for a command of this software. */
public final class SessionStart {
  /** How deep Spark looks for an error that ends an executor's JVM at once; 0 means not at all. */
  private static final String KILL_ON_ERROR = "spark.executor.killOnFatalError.depth";

  private SessionStart() {}

  /** Returns a session for an application of this name, new if there is none. */
  public static SparkSession session(String application) {
    try {
      SparkSession.Builder builder = SparkSession.builder().appName(application);
      SparkConf conf = new SparkConf();
      if (isLocal(conf.get("spark.master", "")) && !conf.contains(KILL_ON_ERROR)) {
        // The executor's JVM is the driver's, and must live to say what happened.
        builder.config(KILL_ON_ERROR, "0");
      }
      return builder.getOrCreate();
    } catch (Exception | LinkageError e) {
      throw translated(e);
    }
  }

  private static boolean isLocal(String master) {
    return master.equals("local") || master.startsWith("local[");
  }

  private static EvaluationException translated(Throwable failure) {
    String message = ReadFailure.oneLine(failure);
    if (message.contains("master URL must be set")) {
      return EvaluationException.configuration(
          "no master, expected one from spark-submit, such as --master 'local[*]'", failure);
    }
    String said = "Spark does not start: " + message;
    boolean isSetting =
        failure instanceof IllegalArgumentException
            || (ReadFailure.translate(failure) instanceof EvaluationException known
                && known.kind() == EvaluationException.Kind.CONFIGURATION);
    return isSetting
        ? EvaluationException.configuration(said, failure)
        : EvaluationException.environment(said, failure);
  }
}
