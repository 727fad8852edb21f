// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.InputFile;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.TableVersion;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.text.VerdictText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The verdicts as one event of OpenLineage, for catalogs of data: the run is complete, its inputs
 * are what was read, and each gate is an assertion about them.
 *
 * <p>A verdict on a split is one about the input of that split, if each split has its own; others
 * are about all of it. {@code success} is whether the run may pass.
 */
public final class OpenLineageReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPEC = "https://openlineage.io/spec/";
  private static final String NAMESPACE = "spark-xent";
  private static final Pattern URI =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(?://([^/]*))?(.*)");

  /** Hadoop's names of the store that OpenLineage calls s3. */
  private static final Pattern S3 = Pattern.compile("s3[an]");

  /** Makes the view; it has no state. */
  public OpenLineageReport() {}

  /** A data set, and the split that alone it is the input of; null for all. */
  private record Input(String namespace, String name, String split) {}

  /**
   * Renders a report.
   *
   * @param report the report
   * @return a JSON document, indented, ending in a line feed
   */
  public String render(EvaluationReport report) {
    RunInfo run = report.run();
    String id = run.name() + "\n" + run.id() + "\n" + run.started();
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("eventType", "COMPLETE");
    event.put("eventTime", run.finished().toString());
    event.put("producer", producer(run));
    event.put("schemaURL", SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent");
    event.put(
        "run",
        Map.of("runId", UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString()));
    Map<String, Object> job = new LinkedHashMap<>();
    job.put("namespace", NAMESPACE);
    job.put("name", run.name());
    event.put("job", job);
    List<Map<String, Object>> inputs = new ArrayList<>();
    List<Input> found = inputs(run);
    found.forEach(input -> inputs.add(dataSet(input, report, found.size() == 1)));
    event.put("inputs", inputs);
    event.put("outputs", List.of());
    try {
      return JSON.writer(JsonStyle.printer())
              .with(new JsonStyle.Escapes())
              .writeValueAsString(event)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the event is no JSON", e);
    }
  }

  private static String producer(RunInfo run) {
    String version = run.versions().getOrDefault("spark_xent", "");
    return "urn:spark-xent:" + (version.matches("[A-Za-z0-9.-]+") ? version : "unknown");
  }

  private static Map<String, Object> dataSet(Input input, EvaluationReport report, boolean only) {
    Map<String, Object> facets = new LinkedHashMap<>();
    List<Map<String, Object>> assertions =
        report.gates().stream()
            .filter(
                one ->
                    input.split() == null
                        || one.split() == null
                        || input.split().equals(one.split()))
            .map(OpenLineageReport::assertion)
            .toList();
    Map<String, Object> facet =
        facet(report.run(), "facets/1-0-1/", "DataQualityAssertionsDatasetFacet");
    facet.put("assertions", assertions);
    facets.put("dataQualityAssertions", facet);
    if (only) {
      facets.put("dataQualityMetrics", metrics(report));
    }
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("namespace", input.namespace());
    set.put("name", input.name());
    report.run().input().tables().stream()
        .filter(table -> table.key().equals("input") && table.table().equals(input.name()))
        .findFirst()
        .ifPresent(table -> set.put("facets", Map.of("version", version(report.run(), table))));
    set.put("inputFacets", facets);
    return set;
  }

  private static Map<String, Object> version(RunInfo run, TableVersion table) {
    Map<String, Object> facet = facet(run, "facets/1-0-1/", "DatasetVersionDatasetFacet");
    facet.put("datasetVersion", table.version());
    return facet;
  }

  private static Map<String, Object> assertion(Verdict verdict) {
    Map<String, Object> assertion = new LinkedHashMap<>();
    String subject = verdict.subject().isEmpty() ? "every split" : verdict.subject();
    assertion.put(
        "assertion",
        verdict.metric() + " " + VerdictText.configured(verdict) + " [" + subject + "]");
    assertion.put("success", verdict.passed());
    return assertion;
  }

  /** Returns how much was read, as far as the report knows. */
  private static Map<String, Object> metrics(EvaluationReport report) {
    Map<String, Object> facet =
        facet(report.run(), "facets/1-0-2/", "DataQualityMetricsInputDatasetFacet");
    facet.put("rowCount", report.splits().stream().mapToLong(one -> one.inputRows().read()).sum());
    List<InputFile> files = report.run().input().files();
    if (!files.isEmpty()) {
      facet.put("bytes", files.stream().mapToLong(InputFile::bytes).sum());
      facet.put("fileCount", files.size());
    }
    facet.put("columnMetrics", Map.of());
    return facet;
  }

  private static Map<String, Object> facet(RunInfo run, String version, String name) {
    Map<String, Object> facet = new LinkedHashMap<>();
    facet.put("_producer", producer(run));
    facet.put("_schemaURL", SPEC + version + name + ".json#/$defs/" + name);
    return facet;
  }

  private static List<Input> inputs(RunInfo run) {
    List<Input> inputs = new ArrayList<>();
    if (run.configuration().get("input") instanceof Map<?, ?> input) {
      addPaths(inputs, input.get("path"), null);
      if (input.get("splits") instanceof Map<?, ?> splits) {
        splits.forEach((split, paths) -> addPaths(inputs, paths, String.valueOf(split)));
      }
      if (input.get("table") instanceof String table) {
        inputs.add(new Input("spark", table, null));
      }
    }
    return inputs.isEmpty() ? List.of(new Input(NAMESPACE, run.name(), null)) : inputs;
  }

  private static void addPaths(List<Input> inputs, Object paths, String split) {
    List<?> all = paths instanceof List<?> list ? list : paths == null ? List.of() : List.of(paths);
    for (Object path : all) {
      Matcher uri = URI.matcher(String.valueOf(path));
      if (!uri.matches()) {
        inputs.add(new Input("file", named("" + path), split));
        continue;
      }
      String scheme = S3.matcher(uri.group(1)).matches() ? "s3" : uri.group(1);
      boolean hasHost = uri.group(2) != null && !uri.group(2).isEmpty();
      String namespace = hasHost ? scheme + "://" + uri.group(2) : scheme;
      inputs.add(new Input(namespace, named(uri.group(3)), split));
    }
  }

  private static String named(String path) {
    return path.isEmpty() ? "/" : path;
  }
}
