package io.aionyx.app.doctor;

import io.aionyx.core.features.Features;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.SignalCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which metrics a catalogue needs, signal by signal, and what is unknown without them.
 *
 * @param features of both kinds of entity that models exist for
 */
record Needs(List<Need> all, int features) {
  private static final List<EntityKind> SCORED = List.of(EntityKind.NODE, EntityKind.POD);

  /**
   * One side of a signal.
   *
   * @param metrics at least one of them has to arrive
   * @param features NaN without it, as {@code kind.feature}
   */
  record Need(String signal, Set<String> metrics, List<String> features) {
    boolean isMet(Collection<String> present) {
      return metrics.stream().anyMatch(present::contains);
    }

    Exporter exporter() {
      return Exporter.of(metrics.stream().sorted().findFirst().orElse(""));
    }
  }

  static Needs of(SignalCatalog catalog) {
    List<Features> scored = SCORED.stream().map(kind -> Features.of(kind, catalog)).toList();
    var needs = new ArrayList<Need>();
    for (EntityKind kind : SCORED) {
      for (String signal : catalog.names(kind)) {
        List<String> features = features(scored, kind, signal);
        for (Set<String> side : catalog.needs(kind, signal)) {
          needs.add(new Need(kind.name() + "." + signal, side, features));
        }
      }
    }
    return new Needs(needs, scored.stream().mapToInt(kind -> kind.names().size()).sum());
  }

  private static List<String> features(List<Features> scored, EntityKind kind, String signal) {
    return scored.stream()
        .flatMap(
            of -> of.fedBy(kind, signal).stream().map(feature -> of.kind().name() + "." + feature))
        .toList();
  }

  Set<String> metrics() {
    var metrics = new TreeSet<String>();
    all.forEach(need -> metrics.addAll(need.metrics()));
    return metrics;
  }

  List<Need> from(Exporter exporter) {
    return all.stream().filter(need -> need.exporter() == exporter).toList();
  }
}
