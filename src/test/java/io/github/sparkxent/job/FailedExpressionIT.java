// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.EvaluationException.Kind;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.input.DataReader;
import java.io.IOException;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has to act when Spark cannot compute what a configuration asks for. */
class FailedExpressionIT extends InputFilesFixture {
  FailedExpressionIT(SparkSession spark) {
    super(spark);
  }

  @BeforeEach
  void input() throws IOException {
    file("a.parquet", rows(0, 10), true);
    spark.conf().set("spark.sql.ansi.enabled", "true");
  }

  private AbstractThrowableAssert<?, ?> assertFailure(Kind kind, String... settings) {
    return assertRefusal(kind, () -> evaluate(files(), settings))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("SQLSTATE", "\tat "));
  }

  private AbstractThrowableAssert<?, ?> assertWeight(Kind kind, String weight) {
    return assertFailure(kind, "columns.weight=\"" + weight + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "5 % id ; [REMAINDER_BY_ZERO] ",
        "double(cast(999 + id as decimal(4, 2))) ; [NUMERIC_VALUE_OUT_OF_RANGE",
        "cast(id as tinyint) * 100Y ; [BINARY_ARITHMETIC_OVERFLOW] ",
        "day(to_date('2026-02-3' || id, 'yyyy-MM-dd')) ; [CANNOT_PARSE_TIMESTAMP] ",
        "if(id = 3, raise_error('no threes'), 1) ; [USER_RAISED_EXCEPTION] no threes",
        "int(element_at(map_from_arrays(array(id, 3), array(1, 2)), 3)) ; [DUPLICATED_MAP_KEY] ",
        "double(to_number(split, '999')) ; [INVALID_FORMAT.MISMATCH_INPUT] ",
        "int('x' rlike concat('(', id)) ; Unclosed group near index 2",
        "size(xent.one_hot(int(id), 3)) ; label 3 is outside [0, 3)",
        "size(xent.softmax(array(1D, if(id = 3, null, 1D)))) ; logits[1] is null, expected a number",
        "size(xent.vector_to_array(named_struct('type', 7Y, 'size', int(id), 'indices', array(0), 'values', array(1D)))) ; vector has the type 7, expected 0 (sparse) or 1 (dense)",
        "size(xent.vector_to_array(named_struct('type', 0Y, 'size', int(id - 1), 'indices', array(0), 'values', array(1D)))) ; vector has the size -1, 1 indices and 1 values, expected a size of 0"
      })
  void fails_on_a_value_by_whatever_name_and_is_refused_input(String weight, String reason) {
    assertWeight(Kind.INPUT, weight)
        .hasMessageStartingWith("columns.weight \"" + weight + "\" failed on a value: " + reason);
  }

  @Test
  void of_several_is_the_one_that_spark_names() {
    assertFailure(Kind.INPUT, "columns.weight=if(id > 100, 2, 1)", "slices=[label % 2, 7 % id]")
        .hasMessageStartingWith("slices: \"7 % id\" failed on a value: [REMAINDER_BY_ZERO]");
  }

  @Test
  void of_a_query_names_its_key() {
    String query = "SELECT *, 7 % id AS w FROM parquet.`" + files() + "`";
    assertThatThrownBy(() -> evaluate("columns: {weight: w}", "input.query=" + query))
        .hasMessageStartingWith("input.query failed on a value: [REMAINDER_BY_ZERO]");
  }

  @Test
  void may_be_a_user_s_function() {
    spark
        .udf()
        .register(
            "picky",
            (UDF1<Long, Integer>)
                id -> {
                  throw new IllegalStateException("no " + id);
                },
            DataTypes.IntegerType);
    spark.sql("CREATE OR REPLACE TEMPORARY VIEW rows AS SELECT * FROM parquet.`" + files() + "`");

    // A session of the job's own does not know the function: asked for there, it does not resolve.
    assertWeight(Kind.CONFIGURATION, "picky(id)").hasMessageContaining("`picky`");
    assertThat(
            ReadFailure.translate(
                org.assertj.core.api.Assertions.catchThrowable(
                    () -> spark.sql("SELECT picky(id) FROM rows").collectAsList())))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContainingAll("failed on a value: [FAILED_EXECUTE_UDF] ", "picky");
  }

  @ParameterizedTest
  @ValueSource(strings = {"date_format(current_date(), 'qqqqqqq')", "day(date'2026-02-30')"})
  void of_a_pattern_or_a_literal_is_the_configuration_s(String weight) {
    assertWeight(Kind.CONFIGURATION, weight);
  }

  @Test
  void too_deep_for_the_stack_is_the_configuration_s() {
    String deep = "(".repeat(20_000) + "1" + ")".repeat(20_000);

    assertWeight(Kind.CONFIGURATION, deep)
        .hasMessageStartingWith("columns.weight \"((((")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
  }

  @Test
  void a_version_that_is_not_there_does_not_resolve_whatever_the_connector_throws() {
    spark.conf().set("spark.sql.catalog.lake", Lake.class.getName());

    ConfigurationReader reader =
        configuration("{}", "input.query=SELECT * FROM lake.a.b VERSION AS OF 7");
    assertRefusal(
            Kind.CONFIGURATION, () -> DataReader.read(spark, reader.read().input().source(), null))
        .hasMessage(
            "input.query is not a SELECT that resolves: IllegalArgumentException: Cannot find"
                + " snapshot with ID 7");
  }

  @Test
  void directories_that_contradict_each_other_are_refused_also_in_a_query() throws IOException {
    rows(0, 1).write().parquet(directory.resolve("t/a=1").toString());
    rows(0, 1).write().parquet(directory.resolve("t/b=1").toString());
    String query = "SELECT * FROM parquet.`" + directory.resolve("t") + "`";

    assertRefusal(Kind.INPUT, () -> evaluate("{}", "input.query=" + query))
        .hasMessageStartingWith(
            "input cannot be read: [CONFLICTING_PARTITION_COLUMN_NAMES] Conflicting partition");
  }

  /** A catalog whose tables have no version. */
  public static final class Lake implements TableCatalog {
    @Override
    public void initialize(String name, CaseInsensitiveStringMap options) {}

    @Override
    public String name() {
      return "lake";
    }

    @Override
    public Identifier[] listTables(String[] namespace) {
      return new Identifier[0];
    }

    @Override
    public Table loadTable(Identifier table) {
      throw new IllegalArgumentException("no version");
    }

    @Override
    public Table loadTable(Identifier table, String version) {
      throw new IllegalArgumentException("Cannot find snapshot with ID " + version);
    }

    @Override
    public Table createTable(
        Identifier table, StructType schema, Transform[] parts, Map<String, String> properties) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Table alterTable(Identifier table, TableChange... changes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean dropTable(Identifier table) {
      return false;
    }

    @Override
    public void renameTable(Identifier from, Identifier to) {
      throw new UnsupportedOperationException();
    }
  }
}
