// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * The report as {@code metrics.json}: the format for programs, and the one that is read back.
 *
 * <p>Equal splits are equal text, on every JVM. Doubles are the shortest decimal that reads back as
 * the same double; each loss sum and mean is followed by its bits as {@link Double#toHexString}
 * ({@code loss_sum_hex}). NaN and the infinities are the texts {@code "NaN"}, {@code "Infinity"}
 * and {@code "-Infinity"}, what is undefined is null. Text is escaped so that the document can
 * stand inside an HTML script element and be printed on a terminal.
 */
public final class JsonReport {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  /** Makes the view; it has no state. */
  public JsonReport() {}

  /**
   * Renders a report.
   *
   * @param report the report
   * @return a JSON document, indented, ending in a line feed
   */
  public String render(EvaluationReport report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setPrettyPrinter(JsonStyle.printer());
      json.setCharacterEscapes(new JsonStyle.Escapes());
      write(json, report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  /**
   * Reads a report back: {@code parse(render(report))} equals {@code report}. Members that are not
   * known are passed over, since later versions of the same schema may add some.
   *
   * @param text a JSON document that {@link #render} or a later version of it made
   * @return the report
   * @throws IllegalArgumentException if the text is not such a document; the message names the
   *     place, what was found and what was expected
   */
  public EvaluationReport parse(String text) {
    return JsonReportReader.read(text);
  }

  /** Returns the name of the member that holds the bits of a metric, or null if it has none. */
  static String hexName(String metric) {
    return metric.endsWith(MetricNames.LOSS_SUM) || metric.endsWith(MetricNames.LOSS_MEAN)
        ? metric + "_hex"
        : null;
  }

  private static void write(JsonGenerator json, EvaluationReport report) throws IOException {
    json.writeStartObject();
    json.writeNumberField("schema_version", EvaluationReport.SCHEMA_VERSION);
    json.writeFieldName("run");
    write(json, report.run());
    json.writeArrayFieldStart("splits");
    for (SplitReport split : report.splits()) {
      write(json, split);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("gates");
    for (Verdict verdict : report.gates()) {
      write(json, verdict);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RunInfo run) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", run.id());
    json.writeStringField("name", run.name());
    json.writeStringField("started", run.started().toString());
    json.writeStringField("finished", run.finished().toString());
    json.writeFieldName("versions");
    writeValue(json, run.versions());
    json.writeFieldName("configuration");
    writeValue(json, run.configuration());
    json.writeFieldName("input");
    write(json, run.input());
    json.writeFieldName("warnings");
    writeValue(json, run.warnings());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, InputManifest input) throws IOException {
    json.writeStartObject();
    json.writeFieldName("rows_promised");
    writeValue(json, input.rowsPromised());
    json.writeStringField("page_checksums", input.pageChecksums());
    json.writeStringField("footers_sha256", input.footersSha256());
    json.writeArrayFieldStart("files");
    for (InputFile file : input.files()) {
      json.writeStartObject();
      json.writeStringField("path", file.path());
      json.writeNumberField("bytes", file.bytes());
      json.writeFieldName("rows");
      writeValue(json, file.rows());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, SplitReport split) throws IOException {
    json.writeStartObject();
    json.writeStringField("split", split.split());
    write(json, split.rows());
    write(json, split.metrics());
    if (!split.details().equals(SplitDetails.none())) {
      json.writeFieldName("details");
      JsonDetails.write(json, split.details());
    }
    JsonSlices.write(json, split.slices());
    json.writeEndObject();
  }

  /** Writes the member {@code rows}. */
  static void write(JsonGenerator json, RowAccounting rows) throws IOException {
    json.writeObjectFieldStart("rows");
    json.writeNumberField("read", rows.read());
    json.writeNumberField("evaluated", rows.evaluated());
    json.writeNumberField("ignored", rows.ignored());
    json.writeNumberField("invalid", rows.invalid());
    json.writeFieldName("invalid_by_reason");
    writeValue(json, rows.invalidByReason());
    json.writeEndObject();
  }

  /** Writes the member {@code metrics}. */
  static void write(JsonGenerator json, MetricValues metrics) throws IOException {
    json.writeObjectFieldStart("metrics");
    for (String name : metrics.names()) {
      Number value = metrics.value(name);
      json.writeFieldName(name);
      writeValue(json, value);
      String hexName = hexName(name);
      if (hexName != null) {
        json.writeStringField(hexName, value == null ? null : Double.toHexString((Double) value));
      }
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Verdict verdict) throws IOException {
    json.writeStartObject();
    json.writeStringField("split", verdict.split());
    JsonSlices.write(json, verdict.part());
    json.writeStringField("metric", verdict.metric());
    json.writeStringField("rule", verdict.rule());
    json.writeFieldName("limit");
    writeValue(json, verdict.limit());
    json.writeFieldName("value");
    writeValue(json, verdict.value());
    json.writeStringField("verdict", verdict.outcome().word());
    json.writeBooleanField("passed", verdict.passed());
    json.writeStringField("reason", verdict.reason());
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        json.writeFieldName((String) member.getKey());
        writeValue(json, member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        writeValue(json, element);
      }
      json.writeEndArray();
    } else {
      writeScalar(json, value);
    }
  }

  private static void writeScalar(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof BigInteger number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else {
      json.writeString((String) value);
    }
  }
}
