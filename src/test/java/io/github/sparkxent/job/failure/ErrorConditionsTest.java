// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sparkxent.job.failure.EvaluationException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who has to act on each condition that Spark's own list has. */
class ErrorConditionsTest {
  private static JsonNode conditions() throws IOException {
    try (InputStream file =
        SparkThrowable.class.getResourceAsStream("/error/error-conditions.json")) {
      return new ObjectMapper().readTree(file);
    }
  }

  @Test
  void every_class_of_states_that_spark_has_is_decided() throws IOException {
    Set<String> undecided = new TreeSet<>();
    int seen = 0;
    for (JsonNode condition : conditions()) {
      String state = condition.path("sqlState").asText(null);
      if (state != null) {
        seen++;
        if (!ErrorConditions.isDecided(state)) {
          undecided.add(state);
        }
      }
    }

    assertThat(undecided).isEmpty();
    assertThat(seen).isGreaterThan(700);
  }

  @Test
  void each_condition_with_a_verdict_of_its_own_is_one_of_spark_s() throws IOException {
    JsonNode conditions = conditions();
    List<String> unknown = new ArrayList<>();
    for (String name : ErrorConditions.exceptions()) {
      String[] parts = name.split("\\.");
      JsonNode condition = conditions.path(parts[0]);
      if (condition.isMissingNode()
          || (parts.length == 2 && condition.path("subClass").path(parts[1]).isMissingNode())) {
        unknown.add(name);
      }
    }

    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CURSOR_NO_MORE_ROWS, CONFIGURATION",
    "ALL_PARAMETERS_MUST_BE_NAMED, CONFIGURATION",
    "UNSUPPORTED_FEATURE.TABLE_OPERATION, CONFIGURATION",
    "SCALAR_SUBQUERY_TOO_MANY_ROWS, INPUT",
    "INSERT_COLUMN_ARITY_MISMATCH.TOO_MANY_DATA_COLUMNS, CONFIGURATION",
    "REMAINDER_BY_ZERO, INPUT",
    "INVALID_CONF_VALUE.TIME_ZONE, CONFIGURATION",
    "DUPLICATED_MAP_KEY, INPUT",
    "CURSOR_NOT_OPEN, CONFIGURATION",
    "SCHEMA_NOT_EMPTY, CONFIGURATION",
    "FAILED_FUNCTION_CALL, CONFIGURATION",
    "PYTHON_EXCEPTION, INPUT",
    "FAILED_EXECUTE_UDF, INPUT",
    "MISSING_DATABASE_FOR_V1_SESSION_CATALOG, CONFIGURATION",
    "CONCURRENT_STREAM_LOG_UPDATE, ENVIRONMENT",
    "UNRESOLVED_COLUMN.WITH_SUGGESTION, CONFIGURATION",
    "PATH_NOT_FOUND, CONFIGURATION",
    "INVALID_FORMAT.MISMATCH_INPUT, INPUT",
    "INVALID_FORMAT.EMPTY, CONFIGURATION",
    "INCONSISTENT_BEHAVIOR_CROSS_VERSION.PARSE_DATETIME_BY_NEW_PARSER, INPUT",
    "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION, CONFIGURATION",
    "CANNOT_LOAD_FUNCTION_CLASS, CONFIGURATION",
    "INCOMPATIBLE_VIEW_SCHEMA_CHANGE, CONFIGURATION",
    "UNABLE_TO_ACQUIRE_MEMORY, ENVIRONMENT",
    "FAILED_TO_PARSE_TOO_COMPLEX, CONFIGURATION",
    "COLLECTION_SIZE_LIMIT_EXCEEDED.PARAMETER, INPUT",
    "KRYO_BUFFER_OVERFLOW, ENVIRONMENT",
    "STATE_REPARTITION_INVALID_CHECKPOINT, CONFIGURATION",
    "CODEC_NOT_AVAILABLE.WITH_CONF_SUGGESTION, CONFIGURATION",
    "CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND, ENVIRONMENT",
    "FAILED_RENAME_TEMP_FILE, ENVIRONMENT",
    "INVALID_BUCKET_FILE, INPUT",
    "AGGREGATE_OUT_OF_MEMORY, ENVIRONMENT",
    "INVALID_DRIVER_MEMORY, CONFIGURATION",
    "FAILED_JDBC.CONNECTION, ENVIRONMENT",
    "OPERATION_CANCELED, ENVIRONMENT",
    "MALFORMED_CSV_RECORD, INPUT",
    "FAILED_READ_FILE.NO_HINT, INPUT",
    "CONFLICTING_DIRECTORY_STRUCTURES, INPUT",
    "DATA_SOURCE_EXTERNAL_ERROR, ENVIRONMENT",
    "USER_RAISED_EXCEPTION, INPUT",
    "USER_RAISED_EXCEPTION_PARAMETER_MISMATCH, CONFIGURATION",
    "SPARK_JOB_CANCELLED, ENVIRONMENT",
    "INTERNAL_ERROR,",
    "STREAM_FAILED,",
    "EXPRESSION_DECODING_FAILED,"
  })
  void one_of_each_class(String condition, Kind kind) throws IOException {
    String state = conditions().path(condition.split("\\.")[0]).path("sqlState").asText();

    assertThat(state).hasSize(5);
    assertThat(ErrorConditions.kind(condition, state).orElse(null)).isEqualTo(kind);
  }

  @Test
  void a_connector_s_own_condition_is_judged_by_its_class() {
    assertThat(
            Stream.of("2D521", "08001", "45000", "57014", "42P01")
                .map(state -> ErrorConditions.kind("DELTA_SOMETHING", state).orElseThrow()))
        .containsExactly(
            Kind.ENVIRONMENT, Kind.ENVIRONMENT, Kind.INPUT, Kind.ENVIRONMENT, Kind.CONFIGURATION);
  }

  @Test
  void what_has_no_state_or_one_that_nobody_knows_is_not_decided() {
    assertThat(ErrorConditions.kind("_LEGACY_ERROR_TEMP_2157", null)).isEmpty();
    assertThat(ErrorConditions.kind("DELTA_SOMETHING", "ZZ000")).isEmpty();
  }
}
