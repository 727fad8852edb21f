// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import java.util.TreeMap;

/** DuckDB on the same files: the largest logit once in a subquery, sum and mean by split. */
final class DuckDbContender implements Contender, AutoCloseable {
  private static final String QUERY =
      """
      SELECT split, sum(loss), avg(loss) FROM (
        SELECT split,
          m + ln(list_sum(list_transform(logits, lambda z: exp(z - m)))) - logits[label + 1] AS loss
        FROM (SELECT split, label, logits, list_max(logits) AS m FROM read_parquet('%s/*.parquet')))
      GROUP BY split""";

  private final String name;
  private final Connection connection;
  private final String query;

  DuckDbContender(String name, Path files, int threads) throws SQLException {
    this.name = name;
    connection = connect(threads);
    query = QUERY.formatted(files);
  }

  /** Opens a data base in memory, with the one setting that helps: rows in any order. */
  static Connection connect(int threads) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + threads);
      statement.execute("SET preserve_insertion_order = false");
    }
    return connection;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Figures run() throws SQLException {
    SortedMap<String, Double> sums = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        sums.put(rows.getString(1), rows.getDouble(2));
      }
    }
    return Figures.ofSums(sums);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
