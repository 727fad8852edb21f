// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** The {@code slices} and {@code slice_cuts} of a split in {@link JsonReport}, where any are. */
final class JsonSlices {
  private JsonSlices() {}

  static void write(JsonGenerator json, SplitSlices slices) throws IOException {
    if (!slices.values().isEmpty()) {
      json.writeArrayFieldStart("slices");
      for (SliceReport value : slices.values()) {
        json.writeStartObject();
        json.writeStringField("slice", value.slice());
        json.writeStringField("value", value.value());
        JsonReport.write(json, value.rows());
        JsonReport.write(json, value.metrics());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (!slices.cuts().isEmpty()) {
      json.writeArrayFieldStart("slice_cuts");
      for (SliceCut cut : slices.cuts()) {
        json.writeStartObject();
        json.writeStringField("slice", cut.slice());
        json.writeNumberField("values", cut.values());
        JsonReport.write(json, cut.rows());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  /** Writes which part of a split a verdict is about, unless it is about the whole. */
  static void write(JsonGenerator json, SplitPart part) throws IOException {
    if (part.slice() != null) {
      json.writeStringField("slice", part.slice());
    }
    if (part.isValue()) {
      json.writeStringField("slice_value", part.value());
    }
    if (part.label() != null) {
      json.writeStringField("class", part.label());
    }
    if (part.className() != null) {
      json.writeStringField("class_name", part.className());
    }
  }

  static SplitPart part(JsonPlace verdict) {
    if (verdict.has("class")) {
      return SplitPart.ofClass(
          verdict.member("class").text(),
          verdict.has("class_name") ? verdict.member("class_name").text() : null);
    }
    if (!verdict.has("slice")) {
      return SplitPart.whole();
    }
    String slice = verdict.member("slice").text();
    return verdict.has("slice_value")
        ? SplitPart.value(slice, verdict.member("slice_value").textOrNull())
        : SplitPart.values(slice);
  }

  static SplitSlices read(JsonPlace split) {
    List<SliceReport> values =
        split.elements("slices").stream()
            .map(
                value ->
                    new SliceReport(
                        value.member("slice").text(),
                        value.member("value").textOrNull(),
                        JsonReportReader.rows(value.member("rows")),
                        JsonReportReader.metrics(value.member("metrics").members())))
            .toList();
    List<SliceCut> cuts =
        split.elements("slice_cuts").stream()
            .map(
                cut ->
                    new SliceCut(
                        cut.member("slice").text(),
                        cut.member("values").int32(),
                        JsonReportReader.rows(cut.member("rows"))))
            .toList();
    return new SplitSlices(values, cuts);
  }
}
