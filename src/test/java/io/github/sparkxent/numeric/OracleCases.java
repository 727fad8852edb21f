// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Reads the conformance cases: exact answers for rows, for sums of values, for batches of rows. */
@SuppressWarnings("ArrayRecordComponent") // read-only cases, never compared
public final class OracleCases {

  private static final String RESOURCE = "/oracle/cases.jsonl";

  private OracleCases() {}

  /** One row of logits with its label and options. Exactly one of label and labels is in use. */
  public record Row(
      String id,
      String family,
      boolean float32,
      double[] logits,
      long label,
      double[] labels,
      Options options,
      Answer expected) {

    /** Whether the label is a class id. */
    public boolean isSparse() {
      return labels == null;
    }
  }

  /** The options as written, valid or not. */
  public record Options(double labelSmoothing, double[] classWeights, OptionalLong ignoreIndex) {

    /** The options of the product. */
    public LossOptions toLossOptions() {
      return LossOptions.of(labelSmoothing, classWeights, ignoreIndex);
    }
  }

  /** What must come out: finite, +inf, -inf, nan, ignored, error or error_or. */
  public record Answer(String kind, double value) {}

  /** Numbers with the exact sum and mean of them, rounded once. */
  public record Values(String id, double[] values, Answer sum, Answer mean) {}

  /** Rows with the loss of each and what their sum and mean must be. */
  public record Batch(
      String id,
      List<Row> rows,
      Answer sumOfRoundedRows,
      Answer meanWeightedOfRoundedRows,
      Answer meanPlain,
      long rowsUsed,
      long rowsIgnored,
      double weightTotal) {}

  /** All rows that stand alone. */
  public static List<Row> rows() {
    return read("row").map(OracleCases::row).toList();
  }

  /** All sums of values. */
  public static List<Values> values() {
    return read("values").map(OracleCases::valuesCase).toList();
  }

  /** All batches; where the file gives no answer for each row, the rows' answers are null. */
  public static List<Batch> batches() {
    return read("batch").map(OracleCases::batch).toList();
  }

  private static Stream<JsonNode> read(String type) {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> nodes = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                OracleCases.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = mapper.readTree(line);
        if (node.get("type").asText().equals(type)) {
          nodes.add(node);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return nodes.stream();
  }

  private static Row row(JsonNode node) {
    boolean float32 = isFloat32(node);
    return new Row(
        node.get("id").asText(),
        node.get("family").asText(),
        float32,
        numbers(node, "logits", float32),
        node.path("label").asLong(),
        node.get("label_kind").asText().equals("prob") ? numbers(node, "labels", float32) : null,
        options(node, float32),
        answer(node.get("expected")));
  }

  private static boolean isFloat32(JsonNode node) {
    return node.path("dtype").asText().equals("float32");
  }

  private static Options options(JsonNode node, boolean float32) {
    return new Options(
        node.has("label_smoothing") ? number(node.get("label_smoothing").get("hex")) : 0.0,
        numbers(node, "weights", float32),
        node.has("ignore_index")
            ? OptionalLong.of(node.get("ignore_index").asLong())
            : OptionalLong.empty());
  }

  private static Values valuesCase(JsonNode node) {
    JsonNode expected = node.get("expected");
    return new Values(
        node.get("id").asText(),
        numbers(node, "values", false),
        answer(expected.get("sum")),
        answer(expected.get("mean")));
  }

  private static Batch batch(JsonNode node) {
    JsonNode expected = node.get("expected");
    return new Batch(
        node.get("id").asText(),
        node.has("rows_gen") ? generatedRows(node) : givenRows(node),
        answer(expected.get("sum_of_rounded_rows")),
        answer(expected.get("mean_weighted_of_rounded_rows")),
        answer(expected.get("mean_plain")),
        expected.get("rows_used").asLong(),
        expected.get("rows_ignored").asLong(),
        number(expected.get("weight_total").get("hex")));
  }

  private static List<Row> givenRows(JsonNode node) {
    boolean float32 = isFloat32(node);
    Options options = options(node, float32);
    JsonNode losses = node.get("expected").path("none");
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : node.get("rows")) {
      int index = rows.size();
      Answer answer = losses.has(index) ? answer(number(losses.get(index))) : null;
      rows.add(
          new Row(
              node.get("id").asText() + "[" + index + "]",
              node.get("family").asText(),
              float32,
              numbers(row, "logits", float32),
              row.path("label").asLong(),
              numbers(row, "labels", float32),
              options,
              answer));
    }
    return rows;
  }

  private static List<Row> generatedRows(JsonNode node) {
    JsonNode generator = node.get("rows_gen");
    SplittableRandom random = new SplittableRandom(generator.get("seed").asLong());
    double low = number(generator.get("lo"));
    double high = number(generator.get("hi"));
    int classes = generator.get("C").asInt();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < generator.get("rows").asInt(); i++) {
      double[] logits = new double[classes];
      for (int c = 0; c < classes; c++) {
        logits[c] = uniform(random, low, high, isFloat32(node));
      }
      long label = (random.nextLong() >>> 11) % classes;
      rows.add(
          new Row(
              node.get("id").asText() + "[" + i + "]",
              node.get("family").asText(),
              isFloat32(node),
              logits,
              label,
              null,
              options(node, isFloat32(node)),
              null));
    }
    return rows;
  }

  private static Answer answer(JsonNode node) {
    if (node == null || node.isMissingNode()) {
      return null;
    }
    String kind = node.get("kind").asText();
    return switch (kind) {
      case "+inf" -> new Answer(kind, Double.POSITIVE_INFINITY);
      case "-inf" -> new Answer(kind, Double.NEGATIVE_INFINITY);
      case "error_or" -> new Answer(kind, node.has("hex") ? number(node.get("hex")) : Double.NaN);
      case "finite" -> new Answer(kind, number(node.get("hex")));
      default -> new Answer(kind, kind.equals("ignored") ? 0.0 : Double.NaN);
    };
  }

  private static Answer answer(double value) {
    if (Double.isNaN(value)) {
      return new Answer("nan", value);
    }
    return new Answer(Double.isFinite(value) ? "finite" : value > 0 ? "+inf" : "-inf", value);
  }

  /** The numbers under name, given or generated; null if there are none. */
  private static double[] numbers(JsonNode node, String name, boolean float32) {
    if (node.has(name)) {
      JsonNode hex = node.get(name).get("hex");
      double[] values = new double[hex.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = number(hex.get(i));
      }
      return values;
    }
    JsonNode generator = node.get(name + "_gen");
    if (generator == null) {
      return null;
    }
    if (!generator.isArray()) {
      return generated(generator, float32);
    }
    List<double[]> parts = new ArrayList<>();
    generator.forEach(part -> parts.add(generated(part, float32)));
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] generated(JsonNode generator, boolean float32) {
    int n = generator.get("n").asInt();
    double[] values = new double[n];
    String kind = generator.get("kind").asText();
    SplittableRandom random = new SplittableRandom(generator.path("seed").asLong());
    for (int i = 0; i < n; i++) {
      values[i] =
          switch (kind) {
            case "uniform" ->
                uniform(random, number(generator.get("lo")), number(generator.get("hi")), float32);
            case "dyadic" ->
                Math.scalb((double) (random.nextLong() >>> 44), -generator.get("k").asInt());
            case "const" -> number(generator.get("value"));
            default -> throw new IllegalArgumentException("unknown generator " + kind);
          };
    }
    for (JsonNode pair : generator.path("set")) {
      values[pair.get(0).asInt()] = number(pair.get(1));
    }
    return values;
  }

  private static double uniform(SplittableRandom random, double low, double high, boolean narrow) {
    double value = low + (high - low) * ((random.nextLong() >>> 11) * 0x1p-53);
    return narrow ? (float) value : value;
  }

  private static double number(JsonNode node) {
    return Double.parseDouble(node.asText());
  }
}
