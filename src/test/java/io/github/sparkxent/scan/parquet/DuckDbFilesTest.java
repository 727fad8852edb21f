// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that DuckDB writes, read as DuckDB says their rows are. */
class DuckDbFilesTest {
  private static final String TABLE =
      """
      CREATE TABLE evaluated AS SELECT
        CASE WHEN i % 11 = 3 THEN NULL WHEN i % 13 = 1 THEN []
          ELSE list_transform(range(i % 12), lambda k:
            CASE WHEN (i + k) % 17 = 5 THEN NULL ELSE sin(i * 31 + k) END) END::FLOAT[] AS floats,
        CASE WHEN i % 7 = 3 THEN NULL
          ELSE list_transform(range(3), lambda k: cos(i * 7 + k)) END::DOUBLE[] AS doubles,
        list_transform(range(4), lambda k: (i * k) % 5)::FLOAT[] AS few,
        (i % 10)::INTEGER AS label,
        CASE WHEN i % 5 = 0 THEN NULL ELSE i * 1000003 - 5000 END::BIGINT AS large,
        (i * 429496)::UINTEGER AS unsigned,
        (i % 200)::UTINYINT AS tiny,
        CASE WHEN i % 9 = 2 THEN NULL ELSE 'split-' || (i % 4) END AS split,
        'row ' || i || repeat('x', (i % 40)::INT) AS id,
        i / 3.0::DOUBLE AS weight,
        (i * 0.5)::FLOAT AS half,
        encode('bytes' || i) AS bytes
      FROM range(9000) t(i)
      """;

  private static final Map<String, ColumnForm> FORMS = new LinkedHashMap<>();

  static {
    FORMS.put("floats", ColumnForm.FLOAT_LISTS);
    FORMS.put("doubles", ColumnForm.DOUBLE_LISTS);
    FORMS.put("few", ColumnForm.FLOAT_LISTS);
    FORMS.put("label", ColumnForm.LONGS);
    FORMS.put("large", ColumnForm.LONGS);
    FORMS.put("unsigned", ColumnForm.LONGS);
    FORMS.put("tiny", ColumnForm.LONGS);
    FORMS.put("split", ColumnForm.TEXTS);
    FORMS.put("id", ColumnForm.BINARIES);
    FORMS.put("weight", ColumnForm.DOUBLES);
    FORMS.put("half", ColumnForm.DOUBLES);
    FORMS.put("bytes", ColumnForm.BINARIES);
  }

  private static Connection duck;

  @TempDir private Path directory;

  @BeforeAll
  static void open() throws SQLException {
    duck = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET threads = 1");
    execute(TABLE);
  }

  @AfterAll
  static void close() throws SQLException {
    duck.close();
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = duck.createStatement()) {
      statement.execute(sql);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMPRESSION snappy",
        "COMPRESSION zstd",
        "COMPRESSION gzip",
        "COMPRESSION lz4_raw, ROW_GROUP_SIZE 2048",
        "COMPRESSION uncompressed, ROW_GROUP_SIZE 2048",
        "COMPRESSION snappy, PARQUET_VERSION v2",
        "COMPRESSION zstd, PARQUET_VERSION v2, ROW_GROUP_SIZE 2048",
        "COMPRESSION uncompressed, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1",
        "COMPRESSION snappy, DICTIONARY_SIZE_LIMIT 1"
      })
  void rows_are_those_that_duckdb_has(String options) throws SQLException, IOException {
    Path file = directory.resolve("duck.parquet");
    execute("COPY evaluated TO '%s' (FORMAT parquet, %s)".formatted(file, options));
    FilePart part = Parts.of(file, List.copyOf(FORMS.keySet()));

    List<Object[]> found;
    try (ScanTask task = new ScanTask(Parts.HADOOP)) {
      found = ScannedRows.of(task, part, List.copyOf(FORMS.values()), new Random(1));
    }

    List<Object[]> expected = rows("SELECT * FROM read_parquet('%s')".formatted(file));
    assertThat(found).hasSize(9000).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i)).as("row %s, %s", i, options).isEqualTo(expected.get(i));
    }
  }

  private static List<Object[]> rows(String query) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    try (Statement statement = duck.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        Object[] row = new Object[FORMS.size()];
        int column = 0;
        for (Map.Entry<String, ColumnForm> entry : FORMS.entrySet()) {
          row[column++] = value(result.getObject(entry.getKey()), entry.getValue());
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static Object value(Object value, ColumnForm form) throws SQLException {
    if (value == null) {
      return null;
    }
    return switch (form) {
      case LONGS -> ((Number) value).longValue();
      case DOUBLES -> ((Number) value).doubleValue();
      case FLOAT_LISTS, DOUBLE_LISTS -> elements((Object[]) ((Array) value).getArray());
      default ->
          value instanceof Blob blob
              ? new String(blob.getBytes(1, (int) blob.length()), StandardCharsets.ISO_8859_1)
              : value;
    };
  }

  private static List<Object> elements(Object[] elements) {
    Object[] bits = new Object[elements.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] =
          elements[i] instanceof Float value
              ? (Object) Float.floatToRawIntBits(value)
              : elements[i] instanceof Double value ? Double.doubleToRawLongBits(value) : null;
    }
    return Arrays.asList(bits);
  }
}
