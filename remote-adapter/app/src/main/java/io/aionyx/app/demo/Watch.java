package io.aionyx.app.demo;

import io.aionyx.core.Evaluation;
import io.aionyx.core.Prediction;
import io.aionyx.core.signals.Entity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows the evaluations: who is at risk now, and which alarms there were. Thread-safe. */
final class Watch {
  /** A pause shorter than this does not end an alarm. */
  static final Duration PAUSE = Duration.ofMinutes(15);

  private final Map<Entity, Episode> open = new LinkedHashMap<>();
  private final List<Episode> closed = new ArrayList<>();
  private @Nullable Evaluation latest;
  private int evaluations;

  /** One entity and its likeliest prediction. */
  record Risk(Entity entity, Prediction worst) {}

  synchronized void observe(Evaluation evaluation) {
    latest = evaluation;
    evaluations++;
    long now = evaluation.atMillis();
    for (Prediction prediction : evaluation.predictions()) {
      if (prediction.alarming()) {
        open.compute(
            prediction.entity(),
            (entity, episode) ->
                episode == null ? new Episode(entity, now, now, prediction) : episode.until(now));
      }
    }
    open.values()
        .removeIf(episode -> now - episode.endMillis() > PAUSE.toMillis() && closed.add(episode));
  }

  /** Every alarm so far, by its start. */
  synchronized List<Episode> episodes() {
    var all = new ArrayList<>(closed);
    all.addAll(open.values());
    all.sort(Comparator.comparingLong(Episode::startMillis).thenComparing(Episode::entity));
    return all;
  }

  /** The entities most at risk, first the worst. */
  synchronized List<Risk> top(int count) {
    Evaluation current = latest;
    if (current == null) {
      return List.of();
    }
    var worst = new LinkedHashMap<Entity, Prediction>();
    for (Prediction prediction : current.predictions()) {
      worst.merge(
          prediction.entity(),
          prediction,
          (one, other) -> other.probability() > one.probability() ? other : one);
    }
    return worst.entrySet().stream()
        .map(entry -> new Risk(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingDouble((Risk risk) -> risk.worst().probability())
                .reversed()
                .thenComparing(Risk::entity))
        .limit(count)
        .toList();
  }

  synchronized int evaluations() {
    return evaluations;
  }

  synchronized @Nullable Evaluation latest() {
    return latest;
  }
}
