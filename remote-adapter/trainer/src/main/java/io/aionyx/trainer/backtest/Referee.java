package io.aionyx.trainer.backtest;

import io.aionyx.core.history.Failure;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.trainer.samples.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Holds alarms against failures.
 *
 * <p>An alarm is good where its start lies in the window of a failure of the same entity, or of the
 * one that took it down: from one horizon before the failure to the lead before it, and not before
 * the telemetry shows anything. Starts between there and the end of the recovery count neither way.
 * Every other alarm is false.
 *
 * @param lead an announcement later than this is of no use
 */
record Referee(Horizon horizon, Duration lead) {
  private static final int KEPT_CASES = 10;

  /** Long horizons must announce half an hour ahead; short ones as far as they can reach. */
  static Referee of(Horizon horizon) {
    var half = Duration.ofMinutes(30);
    boolean isLong = horizon.duration().compareTo(half) > 0;
    return new Referee(horizon, isLong ? half : horizon.duration().dividedBy(3));
  }

  Tally judge(
      Tape tape, int contestant, List<EntityKind> kinds, ToDoubleFunction<EntityKind> threshold) {
    var tally = new Tally();
    tally.nodeDays = tape.nodeDays();
    var hit = new HashSet<Failure>();
    tape.tracks(contestant)
        .forEach(
            (entity, track) -> {
              for (var alarm : track.alarms(threshold.applyAsDouble(entity.kind()))) {
                judge(tape, entity, track, alarm, tally, hit);
              }
            });
    count(tape, tape.failures(kinds), hit, tape.tracks(contestant), tally);
    return tally;
  }

  private void judge(
      Tape tape, Entity entity, Track track, Track.Alarm alarm, Tally tally, Set<Failure> hit) {
    var failures = concerning(tape.outcomes(), entity);
    var announced = failures.stream().filter(f -> inWindow(f, alarm.startMillis())).toList();
    if (!announced.isEmpty()) {
      tally.goodAlarms++;
      announced.stream().filter(hit::add).forEach(f -> addLead(f, alarm.startMillis(), tally));
    } else if (!tape.outcomes().disregarded(entity, alarm.startMillis())
        && failures.stream().noneMatch(f -> isLate(f, alarm.startMillis()))) {
      addFalse(tape, entity, track, alarm, tally);
    }
  }

  private static List<Failure> concerning(Outcomes outcomes, Entity entity) {
    return Stream.concat(outcomes.failures(entity).stream(), outcomes.causes(entity).stream())
        .toList();
  }

  private boolean inWindow(Failure failure, long atMillis) {
    long opens =
        Math.max(failure.failMillis() - horizon.duration().toMillis(), failure.observableMillis());
    return atMillis >= opens && atMillis <= failure.failMillis() - lead.toMillis();
  }

  private boolean isLate(Failure failure, long atMillis) {
    return atMillis > failure.failMillis() - lead.toMillis()
        && atMillis <= failure.failMillis() + Outcomes.RECOVERY.toMillis();
  }

  private static void addLead(Failure failure, long atMillis, Tally tally) {
    tally
        .leadMinutes
        .computeIfAbsent(failure.mode(), mode -> new ArrayList<>())
        .add((failure.failMillis() - atMillis) / 60_000.0);
  }

  private void addFalse(Tape tape, Entity entity, Track track, Track.Alarm alarm, Tally tally) {
    tally.falseAlarms++;
    var type = kindOfFalse(tape.outcomes(), entity, alarm.startMillis());
    tally.falseByConfounder.merge(type, 1, Integer::sum);
    long at = alarm.startMillis();
    float peak = track.peak(at, at);
    keep(tally, new Tally.Case(tape.seed(), entity, type, false, at, peak, track));
  }

  private String kindOfFalse(Outcomes outcomes, Entity entity, long atMillis) {
    var next = outcomes.next(entity, atMillis);
    if (next.isPresent() && next.get().causeMillis() <= atMillis) {
      return "too early: " + next.get().mode();
    }
    return outcomes.confounder(entity, atMillis).map(c -> c.type()).orElse("none");
  }

  private void count(
      Tape tape, List<Failure> failures, Set<Failure> hit, Map<Entity, Track> tracks, Tally tally) {
    for (var failure : failures) {
      var mode = tally.mode(failure.mode());
      mode.all++;
      if (failure.reachable(lead)) {
        mode.reachable++;
        if (hit.contains(failure)) {
          mode.hit++;
        } else {
          addMiss(tape, failure, tracks, tally);
        }
      }
    }
  }

  private void addMiss(Tape tape, Failure failure, Map<Entity, Track> tracks, Tally tally) {
    var track = tracks.get(failure.entity());
    if (track != null) {
      var what = "missed " + failure.mode();
      long at = failure.failMillis();
      float peak = track.peak(at - horizon.duration().toMillis(), at - lead.toMillis());
      keep(tally, new Tally.Case(tape.seed(), failure.entity(), what, true, at, peak, track));
    }
  }

  private static void keep(Tally tally, Tally.Case example) {
    if (tally.worst.stream().filter(kept -> kept.missed() == example.missed()).count()
        < KEPT_CASES) {
      tally.worst.add(example);
    }
  }
}
