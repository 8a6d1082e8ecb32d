package io.aionyx.predictor.serve;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.Entity;
import io.aionyx.predictor.serve.Past.Mark;
import io.aionyx.predictor.serve.Past.Track;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Probability over the time of the data, one line for each of the entities that rose highest. */
final class RiskPlot {
  static final int LINES = 6;
  private static final int WIDTH = 1160;
  private static final int HEIGHT = 260;
  private static final int LEFT = 44;
  private static final int TOP = 14;
  private static final int BOTTOM = HEIGHT - 26;
  private static final int TIME_LABELS = 8;

  private final Past past;
  private long firstMillis;
  private long lastMillis;

  RiskPlot(Past past) {
    this.past = past;
  }

  String html() {
    List<Entity> entities = past.highest(LINES);
    if (entities.isEmpty()) {
      return "<p class=empty>Nothing has been at risk so far.</p>";
    }
    var lines = new StringBuilder();
    var marks = new StringBuilder();
    var legend = new StringBuilder();
    for (int i = 0; i < entities.size(); i++) {
      Entity entity = entities.get(i);
      Map.Entry<Horizon, Track> widest = widest(entity);
      if (i == 0) {
        long[] times = widest.getValue().atMillis();
        firstMillis = times[0];
        lastMillis = Math.max(times[times.length - 1], firstMillis + 1);
      }
      lines.append(line(widest.getValue(), "line s" + i));
      past.marks(entity).forEach(mark -> marks.append(mark(mark, entity)));
      legend.append(legend(i, entity, widest.getKey()));
    }
    return "<svg viewBox=\"0 0 %d %d\" role=img aria-label=\"Probability of failure over time\">"
            .formatted(WIDTH, HEIGHT)
        + grid()
        + marks
        + lines
        + "</svg><ul class=legend>"
        + legend
        + "</ul>";
  }

  /** A small plot without axes for a row of the table; empty where the past has nothing. */
  static String spark(Past past, Entity entity) {
    Map<Horizon, Track> tracks = past.tracks(entity);
    if (tracks.isEmpty()) {
      return "";
    }
    Track track = widestOf(tracks).getValue();
    int from = Math.max(0, track.atMillis().length - 120);
    var path = new StringBuilder();
    boolean drawing = false;
    for (int i = from; i < track.atMillis().length; i++) {
      float p = track.probabilities()[i];
      if (!Float.isNaN(p)) {
        path.append(point(drawing, i - from, 27 - 26.0 * p));
      }
      drawing = !Float.isNaN(p);
    }
    return "<svg viewBox=\"0 0 120 28\" style=\"width:120px\"><path class=\"line s0\" d=\"%s\"/></svg>"
        .formatted(path);
  }

  private Map.Entry<Horizon, Track> widest(Entity entity) {
    return widestOf(past.tracks(entity));
  }

  private static Map.Entry<Horizon, Track> widestOf(Map<Horizon, Track> tracks) {
    return tracks.entrySet().stream().max(Map.Entry.comparingByKey()).orElseThrow();
  }

  private String line(Track track, String style) {
    var path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < track.atMillis().length; i++) {
      float p = track.probabilities()[i];
      if (!Float.isNaN(p)) {
        path.append(point(drawing, x(track.atMillis()[i]), y(p)));
      }
      drawing = !Float.isNaN(p);
    }
    return "<path class=\"%s\" d=\"%s\"/>".formatted(style, path);
  }

  private static String point(boolean drawing, double x, double y) {
    return String.format(Locale.ROOT, "%s%.1f %.1f", drawing ? "L" : "M", x, y);
  }

  private String mark(Mark mark, Entity entity) {
    if (mark.atMillis() < firstMillis || mark.atMillis() > lastMillis) {
      return "";
    }
    double x = x(mark.atMillis());
    return String.format(
        Locale.ROOT,
        "<g><title>%s %s at %s</title><path class=mark d=\"M%.1f %dV%d\"/>"
            + "<text class=marked x=\"%.1f\" y=\"%d\" text-anchor=middle>%s</text></g>",
        Html.text(entity),
        Html.text(mark.text()),
        Words.clock(mark.atMillis()),
        x,
        TOP,
        BOTTOM,
        x,
        TOP - 3,
        Html.text(mark.text()));
  }

  private String grid() {
    var grid = new StringBuilder();
    for (int percent = 0; percent <= 100; percent += 25) {
      double y = y(percent / 100f);
      grid.append(
          String.format(
              Locale.ROOT,
              "<path class=grid d=\"M%d %.1fH%d\"/><text x=\"%d\" y=\"%.1f\" text-anchor=end>%d%%</text>",
              LEFT,
              y,
              WIDTH,
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
              Words.clock(at)));
    }
    return grid.toString();
  }

  private static String legend(int i, Entity entity, Horizon horizon) {
    return "<li><span class=f%d></span>%s <small class=kind>%s within %s</small></li>"
        .formatted(i, Html.text(entity.path()), Html.text(entity.kind().name()), horizon.label());
  }

  private double x(long atMillis) {
    return LEFT + (double) (WIDTH - LEFT) * (atMillis - firstMillis) / (lastMillis - firstMillis);
  }

  private static double y(float probability) {
    return BOTTOM - (BOTTOM - TOP) * (double) probability;
  }
}
