// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.application.SparkApplication;
import io.github.sparkxent.job.config.ConfigurationFile;
import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.OutputConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The configuration of an evaluation, from a file, options, or both. */
final class ConfigurationOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CONFIG.yaml",
      description =
          "The configuration, a path of any file system, or - for standard input; without one,"
              + " --input at least is needed.")
  private String configuration;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = "Parquet file, directory or glob; may be repeated.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the results go (default: " + OutputConfig.DEFAULT_DIRECTORY + ").")
  private String output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "Also write the report as html, junit, markdown, prometheus, openlineage or parquet; may"
              + " be repeated (default: json alone, which is always there).")
  private List<String> formats = new ArrayList<>();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The evaluation's name (default: the file's without .yaml, else evaluation).")
  private String name;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "The run's id (default: the start and four digits).")
  private String runId;

  @Option(names = "--id", paramLabel = "SQL", description = "What names a row (default: nothing).")
  private String id;

  @Option(
      names = "--split",
      paramLabel = "SQL",
      description = "The split of a row (default: the column split).")
  private String split;

  @Option(
      names = "--logits",
      paramLabel = "SQL",
      description = "The logits of a row (default: logits).")
  private String logits;

  @Option(
      names = "--label",
      paramLabel = "SQL",
      description = "The label of a row (default: label).")
  private String label;

  @Option(names = "--weight", paramLabel = "SQL", description = "The weight of a row (default: 1).")
  private String weight;

  @Mixin private KeyOptions keys;

  /** Returns the configuration. */
  EvaluationConfig read() {
    ConfigurationReader reader =
        configuration == null ? ConfigurationReader.empty("options") : document();
    keys.giveTo(reader);
    if (!inputs.isEmpty()) {
      reader.setTexts("input.path", inputs);
    }
    if (!formats.isEmpty()) {
      reader.setTexts("output.formats", formats);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("output.directory", output);
    texts.put("name", name);
    texts.put("run_id", runId);
    texts.put("columns.id", id);
    texts.put("columns.split", split);
    texts.put("columns.logits", logits);
    texts.put("columns.label", label);
    texts.put("columns.weight", weight);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      if (text.getValue() != null) {
        reader.setText(text.getKey(), text.getValue());
      }
    }
    return reader.read();
  }

  private ConfigurationReader document() {
    if (isStandardInput()) {
      return ConfigurationReader.of("standard input", text(Path.of(configuration)));
    }
    Configuration hadoop = SparkApplication.hadoop();
    if (!ConfigurationPath.isLocal(hadoop, configuration)) {
      return ConfigurationFile.read(hadoop, configuration);
    }
    Path path = Path.of(configuration);
    ConfigurationReader reader = ConfigurationReader.of(path.toString(), text(path));
    reader.setDefaultName(ConfigurationFile.stem(path.toString()));
    return reader;
  }

  private boolean isStandardInput() {
    return configuration.equals("-");
  }

  private String text(Path path) {
    try {
      return isStandardInput()
          ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new ParameterException(
          command.commandLine(), "configuration " + path + " does not exist", e);
    } catch (IOException e) {
      throw new ParameterException(
          command.commandLine(),
          "configuration " + path + " cannot be read: " + FileFailure.reason(e),
          e);
    }
  }
}
