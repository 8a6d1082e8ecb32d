package io.aionyx.trainer.backtest;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** A small chart as inline SVG: axes, lines, bars and marks in data units. */
final class Plot {
  private static final int LEFT = 44;
  private static final int TOP = 10;
  private static final int BELOW = 34;

  private final int width;
  private final int height;
  private final double[] x;
  private final double[] y;
  private final StringBuilder marks = new StringBuilder();

  /** A chart over these ranges, each {@code {from, to}}. */
  Plot(int width, int height, double[] x, double[] y) {
    this.width = width;
    this.height = height;
    this.x = x.clone();
    this.y = y.clone();
  }

  Plot line(String style, List<double[]> points) {
    var path = new StringJoiner(" ");
    points.forEach(point -> path.add(number(px(point[0])) + ',' + number(py(point[1]))));
    marks.append("<polyline class='%s' points='%s'/>".formatted(style, path));
    return this;
  }

  Plot dot(String style, double atX, double atY, double radius) {
    marks.append(
        "<circle class='%s' cx='%s' cy='%s' r='%s'/>"
            .formatted(style, number(px(atX)), number(py(atY)), number(radius)));
    return this;
  }

  Plot bar(double fromX, double toX, double toY) {
    marks.append(
        "<rect class='bar' x='%s' y='%s' width='%s' height='%s'/>"
            .formatted(
                number(px(fromX) + 1),
                number(py(toY)),
                number(Math.max(1, px(toX) - px(fromX) - 2)),
                number(Math.max(0, py(y[0]) - py(toY)))));
    return this;
  }

  Plot vertical(String style, double atX) {
    return line(style, List.of(new double[] {atX, y[0]}, new double[] {atX, y[1]}));
  }

  Plot horizontal(String style, double atY) {
    return line(style, List.of(new double[] {x[0], atY}, new double[] {x[1], atY}));
  }

  /** The finished chart; four ticks an axis. */
  String svg(String title, String xLabel, String yLabel) {
    var svg = new StringBuilder();
    svg.append(
        "<svg viewBox='0 0 %d %d' width='%d' height='%d' role='img' aria-label='%s'>"
            .formatted(width, height, width, height, Html.escape(title)));
    for (int i = 0; i <= 4; i++) {
      double atX = x[0] + (x[1] - x[0]) * i / 4;
      double atY = y[0] + (y[1] - y[0]) * i / 4;
      svg.append(tick(px(atX), height - BELOW + 14.0, "middle", atX));
      svg.append(tick(LEFT - 4.0, py(atY) + 4, "end", atY));
      svg.append(
          "<line class='grid' x1='%d' x2='%d' y1='%s' y2='%s'/>"
              .formatted(LEFT, width - 8, number(py(atY)), number(py(atY))));
    }
    svg.append(marks);
    svg.append(label(width / 2.0, height - 4.0, xLabel)).append(label(LEFT, TOP - 1.0, yLabel));
    return svg.append("</svg>").toString();
  }

  private static String tick(double atX, double atY, String anchor, double value) {
    return "<text class='tick' text-anchor='%s' x='%s' y='%s'>%s</text>"
        .formatted(anchor, number(atX), number(atY), brief(value));
  }

  private static String label(double atX, double atY, String text) {
    return "<text class='label' x='%s' y='%s'>%s</text>"
        .formatted(number(atX), number(atY), Html.escape(text));
  }

  private double px(double value) {
    return LEFT + (width - 8 - LEFT) * (value - x[0]) / (x[1] - x[0]);
  }

  private double py(double value) {
    return height - BELOW - (height - BELOW - TOP) * (value - y[0]) / (y[1] - y[0]);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String brief(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
