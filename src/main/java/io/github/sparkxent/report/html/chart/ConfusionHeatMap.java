// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html.chart;

import io.github.sparkxent.metric.ConfusionCell;
import io.github.sparkxent.report.ClassText;
import io.github.sparkxent.report.ConfusionMatrix;
import io.github.sparkxent.report.html.Html;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.Map;
import java.util.TreeMap;

/**
 * A confusion matrix as coloured squares: labels down, predictions across. The strength is the
 * share of the label's rows; right predictions have one colour, wrong ones another.
 *
 * <p>Of more than {@value #SQUARES} classes, neighbours share a square.
 */
public final class ConfusionHeatMap {
  static final int SQUARES = 100;

  private static final Plot PLOT = new Plot(64, 34, 420, 420);
  private static final int NUMBERS = 12;
  private static final int EVERY_LABEL = 25;

  /** The number of characters of a name that fit beside a square. */
  private static final int NAME = 6;

  private final Map<Integer, String> classNames;
  private final int block;
  private final int squares;
  private final long[][] counts;
  private final long[] rows;

  private ConfusionHeatMap(ConfusionMatrix matrix, Map<Integer, String> classNames) {
    this.classNames = classNames;
    block = 1 + (matrix.numClasses() - 1) / SQUARES;
    squares = 1 + (matrix.numClasses() - 1) / block;
    counts = new long[squares][squares];
    rows = new long[squares];
    for (ConfusionCell cell : matrix.cells()) {
      counts[cell.label() / block][cell.prediction() / block] += cell.count();
      rows[cell.label() / block] += cell.count();
    }
  }

  /**
   * Adds the squares of a matrix.
   *
   * @param html what they are added to
   * @param matrix the matrix
   * @param classNames the names of classes by class id
   * @param small whether squares too small for a number have no text of their own either, which
   *     makes a page of many of them six times smaller
   */
  public static void add(
      Html html, ConfusionMatrix matrix, Map<Integer, String> classNames, boolean small) {
    new ConfusionHeatMap(matrix, classNames).add(html, matrix.numClasses(), small);
  }

  private void add(Html html, int numClasses, boolean small) {
    html.open("figure");
    html.open(
        "svg",
        "viewBox",
        "0 0 496 466",
        "class",
        "chart",
        "width",
        496,
        "role",
        "img",
        "aria-label",
        "confusion matrix of " + ReadableNumbers.count(numClasses) + " classes");
    html.element("text", "prediction", "x", PLOT.x(0.5), "y", 12, "class", "title middle");
    PLOT.addLeftTitle(html, "label");
    addTicks(html);
    Map<String, StringBuilder> paths = new TreeMap<>();
    for (int label = 0; label < squares; label++) {
      for (int prediction = 0; prediction < squares; prediction++) {
        if (counts[label][prediction] > 0 && small && squares > NUMBERS) {
          collectSquare(paths, label, prediction);
        } else if (counts[label][prediction] > 0) {
          addSquare(html, label, prediction);
        }
      }
    }
    paths.forEach(
        (look, path) -> {
          String[] style = look.split(" ");
          html.empty("path", "class", style[0], "fill-opacity", style[1], "d", path);
        });
    html.empty(
        "rect",
        "class",
        "frame",
        "x",
        PLOT.left(),
        "y",
        PLOT.top(),
        "width",
        PLOT.width(),
        "height",
        PLOT.height());
    html.close();
    String shared =
        block == 1 ? "" : " A square stands for " + block + " by " + block + " classes.";
    html.element(
        "figcaption",
        "The stronger the colour, the larger the share of the label's rows; blue is right, red is"
            + " wrong."
            + shared);
    html.close();
  }

  private void addTicks(Html html) {
    double size = PLOT.width() / squares;
    int every = squares <= EVERY_LABEL ? 1 : squares / 10;
    for (int i = 0; i < squares; i += every) {
      double middle = (i + 0.5) * size;
      addTick(html, i, "tick middle", PLOT.left() + middle, PLOT.top() - 6);
      addTick(html, i, "tick end", PLOT.left() - 6, PLOT.top() + middle + 4);
    }
  }

  /** Adds the id of a class, or the beginning of its name where squares are large. */
  private void addTick(Html html, int square, String style, double x, double y) {
    String name = squares <= NUMBERS ? classNames.get(square) : null;
    html.open("text", "x", x, "y", y, "class", style);
    if (name == null) {
      html.text(Integer.toString(square * block));
    } else {
      html.text(shortened(name)).element("title", ClassText.of(square, classNames));
    }
    html.close();
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, NAME - 1)) + "\u2026";
  }

  /** Adds a square to the others of its colour and strength. */
  private void collectSquare(Map<String, StringBuilder> paths, int label, int prediction) {
    double size = PLOT.width() / squares;
    String style = label == prediction ? "right" : "wrong";
    String look = style + " " + Html.number(strength(share(label, prediction)));
    String side = Html.number(size);
    paths
        .computeIfAbsent(look, key -> new StringBuilder())
        .append('M')
        .append(Html.number(PLOT.left() + prediction * size))
        .append(' ')
        .append(Html.number(PLOT.top() + label * size))
        .append('h' + side + 'v' + side + "h-" + side + 'z');
  }

  private double share(int label, int prediction) {
    return (double) counts[label][prediction] / rows[label];
  }

  /** The square root keeps one row in a thousand visible beside the diagonal. */
  private static double strength(double share) {
    return 0.06 + 0.94 * Math.sqrt(share);
  }

  private void addSquare(Html html, int label, int prediction) {
    double size = PLOT.width() / squares;
    double share = share(label, prediction);
    double strength = strength(share);
    double x = PLOT.left() + prediction * size;
    double y = PLOT.top() + label * size;
    String style = label == prediction ? "right" : "wrong";
    html.open(
        "rect",
        "class",
        style,
        "x",
        x,
        "y",
        y,
        "width",
        size,
        "height",
        size,
        "fill-opacity",
        strength);
    html.element("title", describe(label, prediction, share)).close();
    if (squares <= NUMBERS) {
      html.element(
          "text",
          ReadableNumbers.count(counts[label][prediction]),
          "x",
          x + size / 2,
          "y",
          y + size / 2 + 4,
          "class",
          strength > 0.55 ? "cell strong" : "cell");
    }
  }

  private String describe(int label, int prediction, double share) {
    return "label "
        + classes(label)
        + ", predicted as "
        + classes(prediction)
        + ": "
        + ReadableNumbers.count(counts[label][prediction])
        + " rows, "
        + ReadableNumbers.share(share);
  }

  private String classes(int square) {
    int first = square * block;
    return block == 1 ? ClassText.of(first, classNames) : first + " to " + (first + block - 1);
  }
}
