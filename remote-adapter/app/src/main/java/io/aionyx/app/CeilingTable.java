package io.aionyx.app;

import io.aionyx.scenarios.Ceiling;
import io.aionyx.scenarios.World;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What nobody could do better than on the worlds that were judged, from their own plans. */
final class CeilingTable {
  private static final List<Integer> LEADS = List.of(30, 45, 60);
  private static final String ROW = "%-28s %-9s %-9s %s%n";

  private CeilingTable() {}

  static String of(List<World> worlds) {
    var text = new StringBuilder();
    text.append("ceiling: one who announces every failure that shows anything at a lead\n");
    add(text, ROW, "", "failures", "visible", "precision");
    for (int minutes : LEADS) {
      var ceilings = Ceiling.of(worlds, Duration.ofMinutes(minutes));
      line(text, "all, " + minutes + " min", ceilings.get(ceilings.size() - 1));
    }
    for (Ceiling ceiling : Ceiling.byLabel(worlds, Duration.ofMinutes(LEADS.get(0)))) {
      line(text, ceiling.mode() + ", " + LEADS.get(0) + " min", ceiling);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, Ceiling ceiling) {
    add(
        text,
        ROW,
        name,
        ceiling.failures(),
        ceiling.reachable(),
        String.format(Locale.ROOT, "%.2f", ceiling.precision()));
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}
