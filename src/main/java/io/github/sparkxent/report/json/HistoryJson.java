// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.sparkxent.report.history.HistoryReport;
import java.time.Instant;

/**
 * The runs of an evaluation as JSON, for programs: the members of {@link HistoryReport} in snake
 * case. Doubles are written as {@link JsonReport} writes them.
 */
public final class HistoryJson {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
          .build();

  /** Makes the view; it has no state. */
  public HistoryJson() {}

  /**
   * Renders a history.
   *
   * @param history the history
   * @return a JSON document, indented, ending in a line feed
   */
  public String render(HistoryReport history) {
    try {
      return JSON.writer(JsonStyle.printer())
              .with(new JsonStyle.Escapes())
              .writeValueAsString(history)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the history is no JSON", e);
    }
  }
}
