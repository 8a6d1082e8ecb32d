package io.aionyx.predictor.serve;

import io.aionyx.core.forecast.LiveForecast;
import io.aionyx.core.forecast.Outlook;
import io.aionyx.predictor.outlook.Prospect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The use of a resource over time: what was, a line at now, what is forecast with its band, and
 * when it runs out.
 */
final class ProspectPlot {
  private static final int WIDTH = 1160;
  private static final int HEIGHT = 230;
  private static final int LEFT = 44;
  private static final int RIGHT = WIDTH - 8;
  private static final int TOP = 30;
  private static final int BOTTOM = HEIGHT - 26;
  private static final int TIME_LABELS = 8;
  private static final int POINTS = 160;

  /** The axis ends above the whole, so that what lies beyond it shows. */
  private static final double MOST = 1.15;

  private static final Duration LEAST_SPAN = Duration.ofHours(1);

  private final Prospect prospect;
  private final Outlook outlook;
  private final long nowMillis;
  private final long firstMillis;
  private final long lastMillis;

  ProspectPlot(Prospect prospect) {
    this.prospect = prospect;
    this.outlook = prospect.outlook();
    this.nowMillis = outlook.atMillis();
    long ahead = Math.max(LEAST_SPAN.toMillis(), (prospect.exhaustedMillis() - nowMillis) * 3 / 2);
    this.lastMillis = nowMillis + ahead;
    this.firstMillis = Math.max(firstKnown(), nowMillis - 2 * ahead);
  }

  private long firstKnown() {
    float[] values = prospect.past().values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isNaN(values[i])) {
        return prospect.past().at(i);
      }
    }
    return nowMillis - LEAST_SPAN.toMillis();
  }

  String html() {
    return "<h3>%s <small class=kind>%s</small> %s</h3>"
            .formatted(
                Html.text(prospect.entity().path()),
                Html.text(prospect.entity().kind().name()),
                Html.text(sentence()))
        + "<svg viewBox=\"0 0 %d %d\" role=img aria-label=\"%s\">"
            .formatted(WIDTH, HEIGHT, Html.text(sentence()))
        + grid()
        + band()
        + line("line s0", past())
        + line("line s0 ahead", ahead(50))
        + now()
        + exhaustion()
        + "</svg>";
  }

  private String sentence() {
    return "%s runs out in %s"
        .formatted(
            prospect.resource().replace('_', ' '),
            Words.span((prospect.exhaustedMillis() - nowMillis) / 1000.0));
  }

  private record Point(long atMillis, double share) {}

  private List<Point> past() {
    var points = new ArrayList<Point>();
    float[] values = prospect.past().values();
    for (int i = 0; i < values.length; i++) {
      long at = prospect.past().at(i);
      if (at >= firstMillis && !Float.isNaN(values[i])) {
        points.add(new Point(at, values[i]));
      }
    }
    return points;
  }

  private List<Point> ahead(int percentile) {
    var points = new ArrayList<Point>();
    for (int i = 0; i <= POINTS; i++) {
      long at = nowMillis + (lastMillis - nowMillis) * i / POINTS;
      points.add(new Point(at, outlook.at(at, percentile)));
    }
    return points;
  }

  private String line(String style, List<Point> points) {
    return "<path class=\"%s\" d=\"%s\"/>".formatted(style, path(points));
  }

  private String path(List<Point> points) {
    var path = new StringBuilder();
    long before = Long.MIN_VALUE;
    for (Point point : points) {
      boolean gap = point.atMillis() - before > 3 * step() || path.isEmpty();
      path.append(
          String.format(
              Locale.ROOT, "%s%.1f %.1f", gap ? "M" : "L", x(point.atMillis()), y(point.share())));
      before = point.atMillis();
    }
    return path.toString();
  }

  private long step() {
    return Math.max(LiveForecast.STEP_MILLIS, (lastMillis - nowMillis) / POINTS);
  }

  private String band() {
    return "<path class=band d=\"%s%sZ\"/>"
        .formatted(path(ahead(95)), path(ahead(5).reversed()).replaceFirst("^M", "L"));
  }

  private String now() {
    return vertical("now", nowMillis, "now", "middle");
  }

  /** The median, and beneath the limit the stretch within which it falls nine times of ten. */
  private String exhaustion() {
    long early = prospect.exhausted(95).orElse(prospect.exhaustedMillis());
    long late = Math.min(prospect.exhausted(5).orElse(lastMillis), lastMillis);
    String label =
        "runs out %s (%s - %s)"
            .formatted(
                clock(prospect.exhaustedMillis()),
                clock(early),
                prospect.exhausted(5).isPresent()
                    ? clock(prospect.exhausted(5).getAsLong())
                    : "later");
    return String.format(
            Locale.ROOT,
            "<path class=range d=\"M%.1f %.1fH%.1f\"/>",
            x(early),
            y(1),
            Math.max(x(late), x(early) + 2))
        + vertical("mark", prospect.exhaustedMillis(), label, "middle");
  }

  private String vertical(String style, long atMillis, String label, String anchor) {
    double x = x(atMillis);
    return String.format(
        Locale.ROOT,
        "<path class=%s d=\"M%.1f %dV%d\"/><text class=%sed x=\"%.1f\" y=\"%d\""
            + " text-anchor=%s>%s</text>",
        style,
        x,
        TOP,
        BOTTOM,
        style,
        Math.clamp(x, LEFT + 14.0, RIGHT - 130.0),
        TOP - 10,
        anchor,
        Html.text(label));
  }

  private String grid() {
    var grid = new StringBuilder();
    for (int percent = 0; percent <= 100; percent += 25) {
      double y = y(percent / 100.0);
      grid.append(
          String.format(
              Locale.ROOT,
              "<path class=%s d=\"M%d %.1fH%d\"/><text x=\"%d\" y=\"%.1f\""
                  + " text-anchor=end>%d%%</text>",
              percent == 100 ? "limit" : "grid",
              LEFT,
              y,
              RIGHT,
              LEFT - 6,
              y + 4,
              percent));
    }
    for (int i = 0; i <= TIME_LABELS; i++) {
      long at = firstMillis + (lastMillis - firstMillis) * i / TIME_LABELS;
      String anchor = i == 0 ? "start" : i == TIME_LABELS ? "end" : "middle";
      grid.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=%s>%s</text>",
              x(at),
              HEIGHT - 6,
              anchor,
              clock(at)));
    }
    return grid.toString();
  }

  /** With its date where the plot is longer than a day. */
  private String clock(long millis) {
    boolean longer = lastMillis - firstMillis > Duration.ofDays(1).toMillis();
    return longer ? Words.moment(millis).substring(5, 16) : Words.clock(millis);
  }

  private double x(long atMillis) {
    double share = (double) (atMillis - firstMillis) / (lastMillis - firstMillis);
    return LEFT + (RIGHT - LEFT) * share;
  }

  private static double y(double share) {
    return BOTTOM - (BOTTOM - TOP) * Math.clamp(share, 0, MOST) / MOST;
  }
}
