// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import static java.util.Map.entry;

import io.github.sparkxent.job.failure.EvaluationException.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who has to act on an error condition of Spark, or of a connector that follows Spark's rules. The
 * class of its SQLSTATE decides, the first two characters, or the condition itself if it differs
 * from the rest of its class.
 *
 * <p>This is about errors while rows are read. What Spark finds earlier, while it resolves a query,
 * is always a matter of the configuration.
 */
final class ErrorConditions {
  /** The states of errors that should never happen. */
  private static final String INTERNAL = "XX";

  private static final Map<String, Kind> BY_CLASS =
      Map.ofEntries(
          entry("02", Kind.CONFIGURATION), // no data: a cursor
          entry("07", Kind.CONFIGURATION), // dynamic SQL
          entry("08", Kind.ENVIRONMENT), // connection
          entry("0A", Kind.CONFIGURATION), // feature not supported
          entry("0B", Kind.ENVIRONMENT), // transaction
          entry("20", Kind.INPUT), // no case of a CASE statement
          entry("21", Kind.INPUT), // cardinality, such as a subquery of two rows
          entry("22", Kind.INPUT), // data
          entry("23", Kind.INPUT), // integrity constraint
          entry("24", Kind.CONFIGURATION), // state of a cursor
          entry("25", Kind.ENVIRONMENT), // state of a transaction
          entry("28", Kind.ENVIRONMENT), // authorisation, such as a file that must not be read
          entry("2B", Kind.CONFIGURATION), // dependent objects
          entry("2D", Kind.ENVIRONMENT), // end of a transaction
          entry("38", Kind.CONFIGURATION), // a user's function that is not what Spark expects
          entry("39", Kind.INPUT), // a user's function that fails on its arguments
          entry("3D", Kind.CONFIGURATION), // name of a catalog
          entry("3F", Kind.CONFIGURATION), // name of a schema
          entry("40", Kind.ENVIRONMENT), // rollback
          entry("42", Kind.CONFIGURATION), // syntax, names, types, access rules
          entry("44", Kind.INPUT), // check option
          entry("45", Kind.INPUT), // SIGNAL
          entry("46", Kind.CONFIGURATION), // classes of functions, settings
          entry("51", Kind.CONFIGURATION), // a view over tables that changed
          entry("53", Kind.ENVIRONMENT), // resources
          entry("54", Kind.CONFIGURATION), // a query beyond a limit
          entry("55", Kind.CONFIGURATION), // object not in the state that it needs
          entry("56", Kind.CONFIGURATION), // features and codecs that are not there
          entry("57", Kind.ENVIRONMENT), // operator intervention
          entry("58", Kind.ENVIRONMENT), // system: storage
          entry("82", Kind.ENVIRONMENT), // memory
          entry("F0", Kind.CONFIGURATION), // settings of memory
          entry("HV", Kind.ENVIRONMENT), // a database behind JDBC
          entry("HY", Kind.ENVIRONMENT), // a call that is cancelled
          entry("KD", Kind.INPUT), // files and their directories
          entry("P0", Kind.INPUT)); // raise_error, assert_true

  private static final Map<String, Kind> BY_CONDITION = new LinkedHashMap<>();

  static {
    put(
        Kind.CONFIGURATION,
        "ALL_PARTITION_COLUMNS_NOT_ALLOWED",
        "AVRO_NOT_LOADED_SQL_FUNCTIONS_UNUSABLE",
        "CANNOT_USE_KRYO",
        "COLUMN_ORDINAL_OUT_OF_BOUNDS",
        "CREATE_VIEW_COLUMN_ARITY_MISMATCH",
        "DATAFLOW_GRAPH_NOT_FOUND",
        "FAILED_READ_FILE.UNSUPPORTED_FILE_SYSTEM",
        "FAILED_REGISTER_CLASS_WITH_KRYO",
        "FAILED_TO_CREATE_PLAN_FOR_DIRECT_QUERY",
        "GRAPHITE_SINK_INVALID_PROTOCOL",
        "GRAPHITE_SINK_PROPERTY_MISSING",
        "INSERT_COLUMN_ARITY_MISMATCH",
        "INSERT_PARTITION_COLUMN_ARITY_MISMATCH",
        "INSUFFICIENT_TABLE_PROPERTY",
        "INVALID_ARTIFACT_PATH",
        "INVALID_BUCKET_COUNT",
        "INVALID_CONF_VALUE",
        "INVALID_DATETIME_PATTERN",
        "MERGE_INSERT_VALUE_COUNT_MISMATCH",
        "NONEXISTENT_FIELD_NAME_IN_LIST",
        "NULL_DATA_SOURCE_OPTION",
        "NULL_QUERY_STRING_EXECUTE_IMMEDIATE",
        "OPTION_VALUE_EXCEEDS_ONE_CHARACTER",
        "PROTOBUF_NOT_LOADED_SQL_FUNCTIONS_UNUSABLE",
        "SUM_OF_LIMIT_AND_OFFSET_EXCEEDS_MAX_INT",
        "UDT_CLASS_LOADING_DISABLED",
        "UDT_CLASS_NOT_USER_DEFINED_TYPE",
        "UNRESOLVED_TABLE_PATH",
        "USER_RAISED_EXCEPTION_PARAMETER_MISMATCH",
        "USER_RAISED_EXCEPTION_UNKNOWN_ERROR_CLASS",
        "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION",
        "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_WEEK_BASED_PATTERN");
    put(
        Kind.INPUT,
        "CANNOT_MERGE_SCHEMAS",
        "CHECKPOINT_FILE_CHECKSUM_VERIFICATION_FAILED",
        "COLLECTION_SIZE_LIMIT_EXCEEDED",
        "EMPTY_JSON_FIELD_VALUE",
        "EXCEED_LIMIT_LENGTH",
        "INCONSISTENT_BEHAVIOR_CROSS_VERSION",
        "INVALID_BUCKET_FILE",
        "INVALID_FORMAT.MISMATCH_INPUT",
        "INVALID_PARTITION_VALUE",
        "MALFORMED_PROTOBUF_MESSAGE",
        "NOT_NULL_ASSERT_VIOLATION",
        "NOT_NULL_CONSTRAINT_VIOLATION",
        "PARQUET_CONVERSION_FAILURE",
        "PYTHON_EXCEPTION");
    put(
        Kind.ENVIRONMENT,
        "CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND",
        "DATA_SOURCE_EXTERNAL_ERROR",
        "FAILED_RENAME_PATH",
        "KRYO_BUFFER_OVERFLOW",
        "SPARK_JOB_CANCELLED");
    // Conditions about the objects of this software, not about the user's.
    put(null, "EXPRESSION_DECODING_FAILED", "EXPRESSION_ENCODING_FAILED", "INVALID_EXTERNAL_TYPE");
  }

  /**
   * Conditions around another error, which says more; with who has to act if that error does not
   * tell.
   */
  private static final Set<String> WRAPPERS =
      Set.of(
          "DATA_SOURCE_EXTERNAL_ERROR",
          "EXPRESSION_DECODING_FAILED",
          "EXPRESSION_ENCODING_FAILED",
          "FAILED_JDBC",
          "FAILED_READ_FILE",
          "FAILED_TO_CREATE_PLAN_FOR_DIRECT_QUERY",
          "STAGE_MATERIALIZATION_MULTIPLE_FAILURES",
          "TASK_WRITE_FAILED");

  private ErrorConditions() {}

  private static void put(Kind kind, String... conditions) {
    for (String condition : conditions) {
      BY_CONDITION.put(condition, kind);
    }
  }

  /**
   * Returns who has to act.
   *
   * @param condition the name of the condition, with that of a part after a dot
   * @param sqlState its SQLSTATE, or null
   * @return empty if it is nobody but this software or Spark itself
   */
  static Optional<Kind> kind(String condition, String sqlState) {
    for (String name : new String[] {condition, mainCondition(condition)}) {
      if (BY_CONDITION.containsKey(name)) {
        return Optional.ofNullable(BY_CONDITION.get(name));
      }
    }
    return sqlState == null || sqlState.length() < 2
        ? Optional.empty()
        : Optional.ofNullable(BY_CLASS.get(sqlState.substring(0, 2)));
  }

  /** Returns the conditions that differ from the rest of their class. */
  static Set<String> exceptions() {
    return BY_CONDITION.keySet();
  }

  /** Tells whether there is a decision about a state, also that it stays an internal error. */
  static boolean isDecided(String sqlState) {
    return sqlState.startsWith(INTERNAL) || BY_CLASS.containsKey(sqlState.substring(0, 2));
  }

  /** Tells whether the error inside a condition says more than the condition itself. */
  static boolean isWrapper(String condition) {
    return WRAPPERS.contains(mainCondition(condition))
        || mainCondition(condition).startsWith("INTERNAL_ERROR");
  }

  private static String mainCondition(String condition) {
    int dot = condition.indexOf('.');
    return dot < 0 ? condition : condition.substring(0, dot);
  }
}
