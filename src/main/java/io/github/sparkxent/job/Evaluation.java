// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.job.config.ConfigurationFile;
import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * An evaluation as a program calls it: from a configuration to a published report, in a session
 * that stays as it is.
 *
 * <pre>{@code
 * PublishedRun run =
 *     Evaluation.of(spark)
 *         .config("conf/mnist.yaml")
 *         .set("output.directory", "target/evaluations")
 *         .run();
 * run.report().passed();
 * }</pre>
 *
 * <p>The configuration is a file, YAML text, or settings alone; settings go over either. The
 * command line and the procedures are calls of this class. It never ends the JVM. A gate that fails
 * is a report like any other: {@code report().passed()} is false. Every other failure is an {@link
 * EvaluationException}, whose kind says who has to act.
 *
 * <p>Not safe for use by several threads; evaluations of several threads, each with its own object,
 * may run at once.
 */
public final class Evaluation {
  private final SparkSession spark;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private String path;
  private String yaml;

  private Evaluation(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Begins an evaluation.
   *
   * @param spark a session, whose temporary views the configuration may name; neither its settings
   *     nor its views are changed
   * @return an evaluation without a configuration
   */
  public static Evaluation of(SparkSession spark) {
    return new Evaluation(spark);
  }

  /**
   * Takes the configuration from a file.
   *
   * @param file the path of a YAML document, as Hadoop takes it: without a scheme it is on the
   *     default file system of the session. The file's name without its ending is the evaluation's
   *     name unless the document has another
   * @return this
   */
  public Evaluation config(String file) {
    path = file;
    yaml = null;
    return this;
  }

  /**
   * Takes the configuration from text.
   *
   * @param text a YAML document
   * @return this
   */
  public Evaluation yaml(String text) {
    yaml = text;
    path = null;
    return this;
  }

  /**
   * Sets a key over the configuration.
   *
   * @param key the key, its parts separated by dots, such as {@code quality.num_classes}; a number
   *     picks from a list
   * @param value the value in YAML, as {@code --set} takes it
   * @return this
   */
  public Evaluation set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /**
   * Sets keys over the configuration, in the order of the map.
   *
   * @param values keys and their values in YAML
   * @return this
   */
  public Evaluation set(Map<String, String> values) {
    settings.putAll(values);
    return this;
  }

  /**
   * Gives a variable its value: <code>${name}</code> in any text of the configuration stands for
   * it.
   *
   * @param name its name: letters, digits and {@code _}
   * @param value the text
   * @return this
   */
  public Evaluation variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /**
   * Returns the configuration with its defaults.
   *
   * @return what would be done
   * @throws EvaluationException if it cannot be read, a key is unknown or a value unfit
   */
  public EvaluationConfig config() {
    ConfigurationReader reader;
    if (path != null) {
      reader = ConfigurationFile.read(spark.sparkContext().hadoopConfiguration(), path);
    } else {
      reader =
          yaml == null
              ? ConfigurationReader.empty("settings")
              : ConfigurationReader.of("yaml", yaml);
    }
    variables.forEach(reader::setVariable);
    settings.forEach(reader::setYaml);
    return reader.read();
  }

  /**
   * Runs the evaluation and publishes its report.
   *
   * @return the report, with the verdicts of the gates, and where it is
   * @throws EvaluationException if there is no report: the configuration is wrong, the input is
   *     refused, or storage or cluster failed
   */
  public PublishedRun run() {
    return run(spark, config());
  }

  /**
   * Runs an evaluation whose configuration is read already.
   *
   * @param spark a session; the evaluation works in one of its own beside it
   * @param config the configuration
   * @return as {@link #run()} does
   * @throws EvaluationException as {@link #run()} does
   */
  public static PublishedRun run(SparkSession spark, EvaluationConfig config) {
    return EvaluationJob.run(spark, config);
  }

  /**
   * Checks everything that can be checked without reading a row. Nothing is written.
   *
   * @return what the evaluation would read
   * @throws EvaluationException if it would end without a report for a reason that is known already
   */
  public CheckedInput check() {
    return check(spark, config());
  }

  /**
   * Checks an evaluation whose configuration is read already.
   *
   * @param spark a session; the check works in one of its own beside it
   * @param config the configuration
   * @return as {@link #check()} does
   * @throws EvaluationException as {@link #check()} does
   */
  public static CheckedInput check(SparkSession spark, EvaluationConfig config) {
    return EvaluationJob.check(spark, config);
  }

  /**
   * Returns the version of this software.
   *
   * @return as {@link SoftwareVersion#version()} does; the commit is in {@link SoftwareVersion}
   */
  public static String version() {
    return SoftwareVersion.current().version();
  }
}
