package io.aionyx.app.demo;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Alarms held against what really happened.
 *
 * <p>An alarm is good when its entity, or what took it down, fails within two hours of it. A
 * failure counts as predictable when the telemetry without noise shows it at least half an hour
 * before; all others stay in the account and are named.
 */
public record Account(
    List<Caught> caught,
    List<Failure> missed,
    List<Failure> unpredictable,
    List<FalseAlarm> falseAlarms,
    int unverified,
    int lookAlikes) {
  static final Duration LEAD = Duration.ofMinutes(30);
  static final Duration HORIZON = Duration.ofHours(2);

  /** A failure with the alarm that came before it. */
  record Caught(Failure failure, Episode alarm) {
    Duration lead() {
      return Duration.ofMillis(failure.failMillis() - alarm.startMillis());
    }

    boolean inTime() {
      return lead().compareTo(LEAD) >= 0;
    }
  }

  /** An alarm that nothing came of, and what had fooled the model, where that is known. */
  record FalseAlarm(Episode alarm, Optional<String> lookAlike) {}

  /**
   * @param endMillis end of the history: an alarm whose two hours are not over can not be judged
   */
  static Account of(History history, List<Episode> alarms, long endMillis) {
    var caught = new ArrayList<Caught>();
    var missed = new ArrayList<Failure>();
    var unpredictable = new ArrayList<Failure>();
    var good = new HashSet<Episode>();
    for (Failure failure : history.failures()) {
      List<Episode> before = alarms.stream().filter(alarm -> announces(alarm, failure)).toList();
      alarms.stream().filter(alarm -> concerns(alarm, failure)).forEach(good::add);
      Optional<Episode> first = before.stream().min(Comparator.comparingLong(Episode::startMillis));
      if (first.isPresent()) {
        caught.add(new Caught(failure, first.get()));
      } else {
        (failure.reachable(LEAD) ? missed : unpredictable).add(failure);
      }
    }
    var rest = alarms.stream().filter(alarm -> !good.contains(alarm)).toList();
    var judged =
        rest.stream()
            .filter(alarm -> alarm.startMillis() + HORIZON.toMillis() <= endMillis)
            .map(alarm -> new FalseAlarm(alarm, lookAlike(history, alarm)))
            .toList();
    return new Account(
        caught,
        missed,
        unpredictable,
        judged,
        rest.size() - judged.size(),
        history.confounders().size());
  }

  /**
   * Raised on the entity itself before it failed, and not before the two hours or the first sign:
   * an alarm that had been standing without any reason announces nothing.
   */
  private static boolean announces(Episode alarm, Failure failure) {
    long twoHoursBefore = failure.failMillis() - HORIZON.toMillis();
    return alarm.entity().equals(failure.entity())
        && alarm.startMillis() < failure.failMillis()
        && alarm.startMillis() >= Math.min(twoHoursBefore, failure.observableMillis())
        && alarm.endMillis() >= twoHoursBefore;
  }

  /** Has to do with a failure: of its entity or a victim, from before it to its aftermath. */
  private static boolean concerns(Episode alarm, Failure failure) {
    boolean related =
        alarm.entity().equals(failure.entity()) || failure.victims().contains(alarm.entity());
    return related
        && alarm.startMillis() <= failure.failMillis() + LEAD.toMillis()
        && alarm.startMillis()
            >= Math.min(failure.failMillis() - HORIZON.toMillis(), failure.observableMillis())
        && alarm.endMillis() >= failure.failMillis() - HORIZON.toMillis();
  }

  private static Optional<String> lookAlike(History history, Episode alarm) {
    return history.confounders().stream()
        .filter(
            confounder ->
                confounder.entity().equals(alarm.entity())
                    && confounder.startMillis() <= alarm.endMillis()
                    && confounder.endMillis() + LEAD.toMillis() >= alarm.startMillis())
        .map(Confounder::type)
        .findFirst();
  }

  /** Failures that could be seen at least half an hour ahead. */
  long predictable() {
    return missed.size() + caught.stream().filter(c -> c.failure().reachable(LEAD)).count();
  }

  List<Caught> inTime() {
    return caught.stream().filter(Caught::inTime).toList();
  }

  List<Caught> late() {
    return caught.stream().filter(c -> !c.inTime()).toList();
  }

  /** The middle of the leads of what was caught in time; zero where nothing was. */
  Duration medianLead() {
    var leads = inTime().stream().map(Caught::lead).sorted().toList();
    return leads.isEmpty() ? Duration.ZERO : leads.get(leads.size() / 2);
  }
}
