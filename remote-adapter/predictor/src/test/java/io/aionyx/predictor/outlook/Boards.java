package io.aionyx.predictor.outlook;

import io.aionyx.core.forecast.Calendar;
import io.aionyx.core.forecast.LiveForecast;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Boards of simulated pods, for tests and benchmarks. */
public final class Boards {
  /** The moment of every board. */
  public static final long NOW = Duration.ofDays(20_000).toMillis();

  private Boards() {}

  /**
   * @param pods each with three percentiles of one signal, seen for two hours
   */
  public static Board of(int pods) {
    var watch = new Watch(EntityKind.POD, "memory_working_set_bytes", 0);
    var lines = new ArrayList<Line>();
    for (int pod = 0; pod < pods; pod++) {
      var entity = Entity.pod("shop", "cart-" + pod);
      var tracked = new Tracked(entity, watch, "eu", Map.of(), Calendar.EMPTY);
      for (int i = 24; i >= 0; i--) {
        long at = NOW - i * LiveForecast.STEP_MILLIS;
        tracked.add(at, 1000 + pod + 10f * (24 - i) + (i * 7 + pod) % 5);
        tracked.close(at);
      }
      var outlook = Objects.requireNonNull(tracked.live.outlook());
      for (Served served : tracked.served) {
        lines.add(new Line(served, tracked.live, outlook));
      }
    }
    lines.sort(Comparator.comparing(Line::labels));
    return new Board(NOW, List.copyOf(lines), List.of());
  }
}
