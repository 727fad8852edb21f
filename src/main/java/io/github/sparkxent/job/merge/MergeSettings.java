// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.merge;

import io.github.sparkxent.job.config.ConfigurationFile;
import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * What a caller says of a merge beside its sources. The later of them go over the earlier ones.
 *
 * @param config the path of the configuration that the states were made with; null for that of the
 *     runs
 * @param variables variables of the configuration and of the settings, and their texts
 * @param settings keys over the configuration, and their values in YAML
 * @param output where the result goes
 * @param formats the formats of the report beside JSON; those of the configuration if empty
 * @param name the name of the report's evaluation; null for that of the configuration
 * @param runId the id of the report; null for a new one
 */
public record MergeSettings(
    String config,
    Map<String, String> variables,
    Map<String, String> settings,
    String output,
    List<String> formats,
    String name,
    String runId) {
  /**
   * Returns the configuration of the merged report.
   *
   * @param hadoop where to find the file systems
   * @param sources what is merged
   * @return the configuration
   * @throws EvaluationException if it cannot be read, a key is unknown or a value unfit, or the
   *     runs have no common one
   */
  public EvaluationConfig of(Configuration hadoop, MergeSources sources) {
    ConfigurationReader reader =
        config == null ? sources.configuration() : ConfigurationFile.read(hadoop, config);
    variables.forEach(reader::setVariable);
    settings.forEach(reader::setYaml);
    reader.setText("output.directory", output);
    if (!formats.isEmpty()) {
      reader.setTexts("output.formats", formats);
    }
    if (name != null) {
      reader.setText("name", name);
    }
    if (runId != null) {
      reader.setText("run_id", runId);
    }
    return reader.readForMerge();
  }
}
