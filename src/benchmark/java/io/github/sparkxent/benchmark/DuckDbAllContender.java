// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** DuckDB doing the job's work: all the figures of each split, of its classes and cells. */
final class DuckDbAllContender implements Contender, AutoCloseable {

  private final String name;
  private final Connection connection;
  private final String groups;
  private final int classes;

  DuckDbAllContender(String name, Path files, int threads, int classes) throws SQLException {
    this.name = name;
    this.classes = classes;
    connection = DuckDbContender.connect(threads);
    groups = DuckDbAllQueries.groups(files, classes);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Figures run() throws SQLException {
    List<Line> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute(groups);
      read(statement, DuckDbAllQueries.SPLITS, 0, lines);
      if (DuckDbAllQueries.hasClasses(classes)) {
        read(statement, DuckDbAllQueries.CLASSES, 1, lines);
      }
      if (DuckDbAllQueries.hasConfusion(classes)) {
        read(statement, DuckDbAllQueries.CONFUSION, 2, lines);
      }
    }
    return () -> byName(lines);
  }

  /** Reads lines of a split, some class ids, and figures. */
  private static void read(Statement statement, String query, int ids, List<Line> lines)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      List<String> names = new ArrayList<>();
      for (int i = ids + 2; i <= columns; i++) {
        names.add(rows.getMetaData().getColumnName(i));
      }
      while (rows.next()) {
        Line line = new Line(rows.getString(1), new int[ids], names, new double[columns - ids - 1]);
        for (int i = 0; i < ids; i++) {
          line.ids[i] = rows.getInt(i + 2);
        }
        for (int i = 0; i < line.values.length; i++) {
          double value = rows.getDouble(i + ids + 2);
          line.values[i] = rows.wasNull() ? Double.NaN : value;
        }
        lines.add(line);
      }
    }
  }

  private static SortedMap<String, Double> byName(List<Line> lines) {
    SortedMap<String, Double> figures = new TreeMap<>();
    for (Line line : lines) {
      for (int i = 0; i < line.values.length; i++) {
        if (!Double.isNaN(line.values[i])) {
          figures.put(Figures.name(line.split, line.name(i)), line.values[i]);
        }
      }
    }
    return figures;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** One line of a result; an undefined figure is NaN. */
  private record Line(String split, int[] ids, List<String> names, double[] values) {
    String name(int figure) {
      return switch (ids.length) {
        case 0 -> names.get(figure);
        case 1 -> "class " + ids[0] + " " + names.get(figure);
        default -> "label " + ids[0] + " prediction " + ids[1];
      };
    }
  }
}
