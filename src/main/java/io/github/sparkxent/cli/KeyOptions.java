// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.config.ConfigurationReader;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What changes any key of a configuration, and fills in its variables. */
final class KeyOptions {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets any key of the configuration, e.g. quality.invalid_rows=skip.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--var",
      paramLabel = "NAME=TEXT",
      description = "Gives $${NAME} in any text of the configuration its value; may be repeated.")
  private Map<String, String> variables = new LinkedHashMap<>();

  Map<String, String> variables() {
    return variables;
  }

  Map<String, String> settings() {
    return settings;
  }

  /** Gives them to a configuration. */
  void giveTo(ConfigurationReader reader) {
    variables.forEach(reader::setVariable);
    settings.forEach(reader::setYaml);
  }
}
