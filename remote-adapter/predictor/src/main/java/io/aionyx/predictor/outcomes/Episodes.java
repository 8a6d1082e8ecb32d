package io.aionyx.predictor.outcomes;

import io.aionyx.core.Evaluation;
import io.aionyx.core.Prediction;
import io.aionyx.core.history.Sighting;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import io.aionyx.predictor.outcomes.TrackRecord.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Opens episodes and holds them against what happens, by the rules the back-test counts by: an
 * alarm is up for three evaluations before it opens, alarms of one entity within half an hour are
 * one, and for half an hour after a failure nothing opens.
 *
 * <p>An alarm that proved false and stays up is the same alarm, but for every four hours of it: by
 * then Alertmanager, as it comes, has notified again. Not thread-safe.
 */
final class Episodes {
  private static final int HOLD = 3;
  private static final long MERGE_MILLIS = Duration.ofMinutes(30).toMillis();
  private static final long RECOVERY_MILLIS = Duration.ofMinutes(30).toMillis();
  private static final long REPEAT_MILLIS = Duration.ofHours(4).toMillis();

  /** What happened at the deadline is told this much later at the most. */
  static final long GRACE_MILLIS = Duration.ofMinutes(5).toMillis();

  private record Key(Entity entity, String model, String failureMode) {}

  /** One model's alarm on one entity. */
  private static final class Standing {
    private int above;
    private long lastUpMillis;
    private long lastSeenMillis;
    private long spentSinceMillis = Long.MIN_VALUE;
    private boolean disturbed;
    private @Nullable Episode open;

    boolean idle(long atMillis) {
      return open == null && above == 0 && atMillis - lastUpMillis > MERGE_MILLIS;
    }
  }

  private final Map<Key, Standing> standings = new HashMap<>();
  private final Map<Entity, Long> recovering = new HashMap<>();
  private final Map<EntityKind, Set<Line>> lines = new TreeMap<>();
  private final Map<String, Episode> open = new TreeMap<>();
  private List<Episode> opened = new ArrayList<>();
  private List<Resolution> resolved = new ArrayList<>();

  /** What one evaluation changed. */
  record Changes(List<Episode> opened, List<Resolution> resolved) {}

  /**
   * @param sightings what became known since the last evaluation
   */
  Changes observe(Evaluation evaluation, List<Sighting> sightings) {
    opened = new ArrayList<>();
    resolved = new ArrayList<>();
    sightings.forEach(this::sighted);
    evaluation.predictions().forEach(prediction -> predicted(prediction, evaluation.atMillis()));
    expire(evaluation.atMillis());
    return new Changes(opened, resolved);
  }

  /** In the order of their ids. */
  Collection<Episode> open() {
    return open.values();
  }

  /** Those that are open; whether an alarm that opened none is up is seen again soon enough. */
  void write(StateWriter state) {
    OutcomeState.writeAll(state, open.values(), OutcomeState::write);
    OutcomeState.writeAll(
        state,
        lines.entrySet(),
        (to, each) -> {
          OutcomeState.write(to, each.getKey());
          OutcomeState.writeAll(to, each.getValue(), OutcomeState::write);
        });
  }

  static Episodes read(StateReader state) {
    var episodes = new Episodes();
    OutcomeState.readAll(state, OutcomeState::readEpisode).forEach(episodes::resume);
    int kinds = state.count();
    for (int i = 0; i < kinds; i++) {
      var kind = OutcomeState.readKind(state);
      episodes.lines.put(kind, new TreeSet<>(OutcomeState.readAll(state, OutcomeState::readLine)));
    }
    return episodes;
  }

  private void resume(Episode episode) {
    var standing = standing(episode.entity(), episode.model(), episode.failureMode());
    standing.open = episode;
    standing.lastSeenMillis = episode.openedMillis();
    standing.lastUpMillis = episode.openedMillis();
    open.put(episode.id(), episode);
  }

  private Standing standing(Entity entity, String model, String failureMode) {
    return standings.computeIfAbsent(new Key(entity, model, failureMode), k -> new Standing());
  }

  private void sighted(Sighting sighting) {
    switch (sighting) {
      case Sighting.Failed failed -> failed(failed);
      case Sighting.Planned planned -> disturb(planned.entity());
      case Sighting.Acted acted -> acted(acted);
    }
  }

  private void failed(Sighting.Failed failed) {
    Entity entity = failed.entity();
    recovering.put(entity, failed.atMillis() + RECOVERY_MILLIS);
    for (Line line : lines.getOrDefault(entity.kind(), Set.of())) {
      var standing = standings.get(new Key(entity, line.model(), line.failureMode()));
      Episode episode = standing == null ? null : standing.open;
      if (standing != null) {
        standing.above = 0;
      }
      boolean early = episode != null && episode.openedMillis() < failed.atMillis();
      if (!early && Episode.same(line.failureMode(), failed.mode())) {
        resolved.add(missed(entity, line, failed.atMillis()));
      }
      if (standing != null && episode != null) {
        resolve(standing, episode, verdict(episode, failed), failed.atMillis());
      }
    }
  }

  private static Resolution missed(Entity entity, Line line, long atMillis) {
    return new Resolution(entity, line.model(), line.failureMode(), Outcome.MISSED, null, atMillis);
  }

  /** An alarm after the fact, or one of another failure, proves nothing. */
  private static Outcome verdict(Episode episode, Sighting.Failed failed) {
    return episode.openedMillis() < failed.atMillis() && episode.foretells(failed.mode())
        ? Outcome.TRUE_POSITIVE
        : Outcome.UNVERIFIABLE;
  }

  private void disturb(Entity entity) {
    standingsOf(entity).forEach(standing -> standing.disturbed = true);
  }

  private List<Standing> standingsOf(Entity entity) {
    return lines.getOrDefault(entity.kind(), Set.of()).stream()
        .map(line -> standings.get(new Key(entity, line.model(), line.failureMode())))
        .filter(standing -> standing != null && standing.open != null)
        .toList();
  }

  private void acted(Sighting.Acted acted) {
    for (Standing standing : standingsOf(acted.entity())) {
      Episode episode = standing.open;
      if (episode != null
          && episode.openedMillis() < acted.atMillis()
          && episode.foretells(acted.mode())) {
        if (acted.succeeded()) {
          resolve(standing, episode, Outcome.AVERTED, acted.atMillis());
          standing.above = 0;
          recovering.put(acted.entity(), acted.atMillis() + RECOVERY_MILLIS);
        } else {
          standing.disturbed = true;
        }
      }
    }
  }

  private void resolve(Standing standing, Episode episode, Outcome outcome, long atMillis) {
    standing.open = null;
    standing.disturbed = false;
    open.remove(episode.id());
    resolved.add(Resolution.of(episode, outcome, atMillis));
  }

  private void predicted(Prediction prediction, long atMillis) {
    lines
        .computeIfAbsent(prediction.entity().kind(), k -> new TreeSet<>())
        .add(new Line(prediction.model(), prediction.failureMode()));
    boolean up =
        prediction.alarming()
            && recovering.getOrDefault(prediction.entity(), Long.MIN_VALUE) < atMillis;
    var key = new Key(prediction.entity(), prediction.model(), prediction.failureMode());
    var standing = up ? standings.computeIfAbsent(key, k -> new Standing()) : standings.get(key);
    if (standing != null) {
      standing.lastSeenMillis = atMillis;
      standing.above = up ? standing.above + 1 : 0;
      if (up) {
        open(standing, prediction, atMillis);
        standing.lastUpMillis = atMillis;
      }
    }
  }

  private void open(Standing standing, Prediction prediction, long atMillis) {
    if (atMillis - standing.lastUpMillis > MERGE_MILLIS
        || atMillis - standing.spentSinceMillis >= REPEAT_MILLIS) {
      standing.spentSinceMillis = Long.MIN_VALUE;
    }
    if (standing.open == null
        && standing.spentSinceMillis == Long.MIN_VALUE
        && standing.above >= HOLD) {
      var episode = Episode.of(prediction, atMillis);
      standing.open = episode;
      open.put(episode.id(), episode);
      opened.add(episode);
    }
  }

  private void expire(long atMillis) {
    for (Standing standing : standings.values()) {
      Episode episode = standing.open;
      if (episode != null && atMillis >= episode.deadlineMillis() + GRACE_MILLIS) {
        boolean gone = standing.lastSeenMillis < episode.deadlineMillis() - GRACE_MILLIS;
        boolean proven = !gone && !standing.disturbed;
        standing.spentSinceMillis = episode.openedMillis();
        resolve(
            standing,
            episode,
            proven ? Outcome.FALSE_POSITIVE : Outcome.UNVERIFIABLE,
            episode.deadlineMillis());
      }
    }
    standings.values().removeIf(standing -> standing.idle(atMillis));
    standings.entrySet().removeIf(each -> gone(each.getValue(), atMillis));
    recovering.values().removeIf(until -> until < atMillis);
  }

  private static boolean gone(Standing standing, long atMillis) {
    return standing.open == null && atMillis - standing.lastSeenMillis > MERGE_MILLIS;
  }
}
