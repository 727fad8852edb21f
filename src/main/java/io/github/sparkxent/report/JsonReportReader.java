// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@link JsonReport} writes, and says where a document is not such. */
final class JsonReportReader {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;
  private static final String INSTANT =
      "an instant such as 2026-01-31T12:00:00Z, of the years 1970 to 9999";

  private JsonReportReader() {}

  static EvaluationReport read(String text) {
    JsonPlace root;
    try {
      root = JsonPlace.root(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON document: " + e.getMessage(), e);
    }
    long version = root.member("schema_version").integer();
    if (version != EvaluationReport.SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "schema_version is " + version + "; expected " + EvaluationReport.SCHEMA_VERSION);
    }
    try {
      return new EvaluationReport(
          run(root.member("run")),
          root.member("splits").elements().stream().map(JsonReportReader::split).toList(),
          root.member("gates").elements().stream().map(JsonReportReader::verdict).toList());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the counts of rows add up to more than 2^63 - 1", e);
    }
  }

  private static RunInfo run(JsonPlace run) {
    Map<String, String> versions = new LinkedHashMap<>();
    run.member("versions").members().forEach((name, place) -> versions.put(name, place.text()));
    return new RunInfo(
        run.member("id").text(),
        run.member("name").text(),
        instant(run.member("started")),
        instant(run.member("finished")),
        versions,
        JSON.convertValue(run.member("configuration").object(), MAP),
        input(run.member("input")),
        run.member("warnings").elements().stream().map(JsonPlace::text).toList());
  }

  private static Instant instant(JsonPlace place) {
    try {
      Instant instant = Instant.parse(place.text());
      int year = instant.atOffset(ZoneOffset.UTC).getYear();
      if (year >= FIRST_YEAR && year <= LAST_YEAR) {
        return instant;
      }
    } catch (DateTimeException e) {
      throw place.found(INSTANT, e);
    }
    throw place.found(INSTANT);
  }

  private static InputManifest input(JsonPlace input) {
    List<InputFile> files = new ArrayList<>();
    for (JsonPlace file : input.member("files").elements()) {
      files.add(
          new InputFile(
              file.member("path").text(),
              file.member("bytes").integer(),
              file.member("rows").integerOrNull()));
    }
    return new InputManifest(
        files,
        input.member("rows_promised").integerOrNull(),
        input.member("page_checksums").textOrNull(),
        input.has("footers_sha256") ? input.member("footers_sha256").textOrNull() : null);
  }

  private static SplitReport split(JsonPlace split) {
    return new SplitReport(
        split.member("split").textOrNull(),
        rows(split.member("rows")),
        metrics(split.member("metrics").members()),
        split.has("details") ? JsonDetails.read(split.member("details")) : SplitDetails.none(),
        JsonSlices.read(split));
  }

  static RowAccounting rows(JsonPlace rows) {
    SortedMap<String, Long> byReason = new TreeMap<>();
    rows.member("invalid_by_reason")
        .members()
        .forEach((reason, place) -> byReason.put(reason, place.integer()));
    return new RowAccounting(
        rows.member("read").integer(),
        rows.member("evaluated").integer(),
        rows.member("ignored").integer(),
        rows.member("invalid").integer(),
        byReason);
  }

  static MetricValues metrics(Map<String, JsonPlace> members) {
    MetricValues.Builder metrics = MetricValues.builder();
    for (Map.Entry<String, JsonPlace> member : members.entrySet()) {
      String name = member.getKey();
      if (name.endsWith("_hex")) {
        continue;
      }
      Number value = member.getValue().numberOrNull();
      String hexName = JsonReport.hexName(name);
      if (hexName != null && members.containsKey(hexName)) {
        requireSameBits(member.getValue(), value, members.get(hexName));
      }
      metrics.put(name, value);
    }
    return metrics.build();
  }

  private static void requireSameBits(JsonPlace place, Number value, JsonPlace hex) {
    String expected = value == null ? null : Double.toHexString(value.doubleValue());
    String found = hex.textOrNull();
    if (found == null ? expected != null : !found.equals(expected)) {
      throw hex.found(expected + ", the bits of " + place.path() + " = " + value);
    }
  }

  private static Verdict verdict(JsonPlace verdict) {
    JsonPlace word = verdict.member("verdict");
    Verdict.Outcome outcome =
        Arrays.stream(Verdict.Outcome.values())
            .filter(one -> one.word().equals(word.text()))
            .findFirst()
            .orElseThrow(() -> word.found("pass, fail or inconclusive"));
    return new Verdict(
        verdict.member("split").textOrNull(),
        JsonSlices.part(verdict),
        verdict.member("metric").text(),
        verdict.member("rule").text(),
        verdict.member("limit").real(),
        verdict.member("value").realOrNull(),
        outcome,
        verdict.has("passed") ? verdict.member("passed").bool() : outcome == Verdict.Outcome.PASS,
        verdict.member("reason").text());
  }
}
