// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The results with the seconds of each round, for programs. */
final class ResultJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Results results;

  ResultJson(Results results) {
    this.results = results;
  }

  String render() throws JsonProcessingException {
    ObjectNode root = MAPPER.createObjectNode();
    root.set("before", MAPPER.valueToTree(results.before()));
    root.put("clock", results.clock().toString());
    root.set("after", MAPPER.valueToTree(results.after()));
    ArrayNode settings = root.putArray("settings");
    for (Measurement measurement : results.measurements()) {
      ObjectNode setting = settings.addObject();
      setting.put("rows", measurement.shape().rows());
      setting.put("classes", measurement.shape().classes());
      setting.put("splits", measurement.shape().splits());
      setting.put("files", measurement.shape().files());
      setting.put("logits", measurement.kind().toString());
      setting.put("threads", measurement.threads());
      setting.put("net", !measurement.fixed().isEmpty());
      ObjectNode contenders = setting.putObject("contenders");
      measurement
          .timings()
          .forEach((name, timings) -> contenders.set(name, contender(measurement, name, timings)));
    }
    return MAPPER.writeValueAsString(root) + "\n";
  }

  private static ObjectNode contender(Measurement measurement, String name, Timings timings) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("minimum_seconds", measurement.minimum(name));
    node.put("median_seconds", measurement.median(name));
    node.put("fixed_seconds", measurement.fixed(name));
    node.put("ratio_to_scan", measurement.ratio(name, ResultTable.yardstick(name)));
    node.set("wall_seconds", MAPPER.valueToTree(timings.wall()));
    node.set("cpu_seconds", MAPPER.valueToTree(timings.cpu()));
    return node;
  }
}
