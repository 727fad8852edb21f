// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.application;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.SessionStart;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * The Spark that a command works in: its own, which ends with it, or the one that already runs in
 * this JVM, as in a notebook, which stays.
 */
public final class SparkApplication implements AutoCloseable {
  /** What comes before a setting of Hadoop's among those of Spark. */
  private static final String HADOOP = "spark.hadoop.";

  private final SparkSession session;
  private final boolean ours;

  private SparkApplication(SparkSession session, boolean ours) {
    this.session = session;
    this.ours = ours;
  }

  /**
   * Takes the Spark that runs in this JVM, or starts one.
   *
   * @param name the application's name, if it is started
   * @return the application, to be closed
   * @throws EvaluationException if there is no master or it cannot be reached
   */
  public static SparkApplication open(String name) {
    SparkSession running = running();
    if (running != null) {
      return new SparkApplication(running, false);
    }
    long before = System.currentTimeMillis();
    SparkSession session = SessionStart.session(name);
    return new SparkApplication(session, session.sparkContext().startTime() >= before);
  }

  /**
   * Tells whether there is a Spark in this JVM.
   *
   * @return true if there is a session that is not stopped
   */
  public static boolean isRunning() {
    return running() != null;
  }

  /**
   * Returns where a command finds file systems before there is a Spark, or without one.
   *
   * @return Hadoop's configuration, with the settings {@code spark.hadoop.*} that spark-submit
   *     passes on, or those of the Spark in this JVM
   */
  public static Configuration hadoop() {
    SparkSession running = running();
    if (running != null) {
      return running.sparkContext().hadoopConfiguration();
    }
    Configuration hadoop = new Configuration();
    for (String key : System.getProperties().stringPropertyNames()) {
      if (key.startsWith(HADOOP)) {
        hadoop.set(key.substring(HADOOP.length()), System.getProperty(key));
      }
    }
    return hadoop;
  }

  /** Returns this thread's session, or the JVM's, or null. */
  private static SparkSession running() {
    for (Option<SparkSession> session :
        List.of(SparkSession.getActiveSession(), SparkSession.getDefaultSession())) {
      if (session.isDefined() && !session.get().sparkContext().isStopped()) {
        return session.get();
      }
    }
    return null;
  }

  /**
   * Returns the session.
   *
   * @return a session whose settings are not to be changed
   */
  public SparkSession session() {
    return session;
  }

  /** Stops Spark if this object started it. */
  @Override
  public void close() {
    if (ours) {
      session.stop();
    }
  }
}
