// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The {@code details} of a split in {@link JsonReport}: only the parts that are there. */
final class JsonDetails {
  private JsonDetails() {}

  static void write(JsonGenerator json, SplitDetails details) throws IOException {
    json.writeStartObject();
    writeCalibration(json, details.calibration());
    writeClasses(json, details.classes());
    writeConfusion(json, details.confusion());
    writeHistogram(json, details.histogram());
    writeWorstRows(json, details.worstRows());
    json.writeEndObject();
  }

  static SplitDetails read(JsonPlace details) {
    return new SplitDetails(
        details.elements("calibration_bins").stream().map(JsonDetails::calibrationBin).toList(),
        details.elements("classes").stream().map(JsonDetails::classMetrics).toList(),
        details.has("confusion_matrix") ? confusion(details.member("confusion_matrix")) : null,
        details.has("loss_histogram") ? histogram(details.member("loss_histogram")) : null,
        details.elements("worst_rows").stream().map(JsonDetails::worstRow).toList());
  }

  private static void writeCalibration(JsonGenerator json, List<CalibrationBin> bins)
      throws IOException {
    if (bins.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("calibration_bins");
    for (CalibrationBin bin : bins) {
      json.writeStartObject();
      json.writeNumberField("low", bin.low());
      json.writeNumberField("high", bin.high());
      json.writeNumberField("count", bin.count());
      json.writeNumberField("weight", bin.weight());
      writeReal(json, "confidence", bin.confidence());
      writeReal(json, "accuracy", bin.accuracy());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static CalibrationBin calibrationBin(JsonPlace bin) {
    return new CalibrationBin(
        bin.member("low").real(),
        bin.member("high").real(),
        bin.member("count").integer(),
        bin.member("weight").real(),
        bin.member("confidence").realOrNull(),
        bin.member("accuracy").realOrNull());
  }

  private static void writeClasses(JsonGenerator json, List<ClassMetrics> classes)
      throws IOException {
    if (classes.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("classes");
    for (ClassMetrics metrics : classes) {
      json.writeStartObject();
      json.writeNumberField("label", metrics.label());
      if (metrics.name() != null) {
        json.writeStringField("name", metrics.name());
      }
      json.writeNumberField("count", metrics.count());
      writeReal(json, "loss_mean", metrics.lossMean());
      writeReal(json, "precision", metrics.precision());
      writeReal(json, "recall", metrics.recall());
      writeReal(json, "f1", metrics.f1());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static ClassMetrics classMetrics(JsonPlace metrics) {
    return new ClassMetrics(
        metrics.member("label").int32(),
        metrics.has("name") ? metrics.member("name").text() : null,
        metrics.member("count").integer(),
        metrics.member("loss_mean").realOrNull(),
        metrics.member("precision").realOrNull(),
        metrics.member("recall").realOrNull(),
        metrics.member("f1").realOrNull());
  }

  /** Writes a cell as [label, prediction, count] in one line: there can be ten thousand. */
  private static void writeConfusion(JsonGenerator json, ConfusionMatrix confusion)
      throws IOException {
    if (confusion == null) {
      return;
    }
    json.writeObjectFieldStart("confusion_matrix");
    json.writeNumberField("num_classes", confusion.numClasses());
    if (!confusion.names().isEmpty()) {
      json.writeArrayFieldStart("names");
      for (String name : confusion.names()) {
        json.writeString(name);
      }
      json.writeEndArray();
    }
    json.writeArrayFieldStart("cells");
    for (ConfusionMatrix.Cell cell : confusion.cells()) {
      json.writeRawValue("[" + cell.label() + ", " + cell.prediction() + ", " + cell.count() + "]");
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static ConfusionMatrix confusion(JsonPlace matrix) {
    List<ConfusionMatrix.Cell> cells = new ArrayList<>();
    for (JsonPlace cell : matrix.member("cells").elements()) {
      List<JsonPlace> numbers = cell.elements();
      if (numbers.size() != 3) {
        throw cell.found("[label, prediction, count]");
      }
      cells.add(
          new ConfusionMatrix.Cell(
              numbers.get(0).int32(), numbers.get(1).int32(), numbers.get(2).integer()));
    }
    return new ConfusionMatrix(
        matrix.member("num_classes").int32(),
        matrix.elements("names").stream().map(JsonPlace::text).toList(),
        cells);
  }

  private static void writeHistogram(JsonGenerator json, LossHistogram histogram)
      throws IOException {
    if (histogram == null) {
      return;
    }
    json.writeObjectFieldStart("loss_histogram");
    json.writeNumberField("infinite_count", histogram.infiniteCount());
    json.writeArrayFieldStart("bins");
    for (LossHistogram.Bin bin : histogram.bins()) {
      json.writeStartObject();
      json.writeNumberField("low", bin.low());
      json.writeNumberField("high", bin.high());
      json.writeNumberField("count", bin.count());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static LossHistogram histogram(JsonPlace histogram) {
    List<LossHistogram.Bin> bins = new ArrayList<>();
    for (JsonPlace bin : histogram.member("bins").elements()) {
      bins.add(
          new LossHistogram.Bin(
              bin.member("low").real(), bin.member("high").real(), bin.member("count").integer()));
    }
    return new LossHistogram(bins, histogram.member("infinite_count").integer());
  }

  private static void writeWorstRows(JsonGenerator json, List<WorstRow> rows) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("worst_rows");
    for (WorstRow row : rows) {
      json.writeStartObject();
      json.writeStringField("id", row.id());
      json.writeStringField("label", row.label());
      json.writeStringField("prediction", row.prediction());
      writeReal(json, "confidence", row.confidence());
      json.writeNumberField("loss", row.loss());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static WorstRow worstRow(JsonPlace row) {
    return new WorstRow(
        row.member("id").textOrNull(),
        row.member("label").textOrNull(),
        row.member("prediction").textOrNull(),
        row.has("confidence") ? row.member("confidence").realOrNull() : null,
        row.member("loss").real());
  }

  private static void writeReal(JsonGenerator json, String name, Double value) throws IOException {
    json.writeFieldName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }
}
