package io.aionyx.bridge.observe;

import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.prom.Alerts;
import io.aionyx.bridge.prom.PromText;
import io.aionyx.bridge.prom.UnavailableException;
import io.aionyx.bridge.store.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Alertmanager what has no series: that a person is asked, and that a remediation did not
 * help. Alertmanager keeps alerts in memory only, so everything is sent again each minute, and what
 * has ended is sent as resolved for five more minutes.
 */
public final class Announcer {

  public static final Duration EVERY = Duration.ofMinutes(1);

  private static final Logger logger = LoggerFactory.getLogger(Announcer.class);
  private static final Duration LASTS = Duration.ofMinutes(5);
  private static final Duration FAILURE_SHOWN = Duration.ofHours(1);

  private final Ledger ledger;
  private final Alerts alerts;
  private final InstantSource clock;
  private final Map<String, Alerts.Raised> firing = new HashMap<>();
  private final Map<String, Alerts.Raised> resolved = new HashMap<>();

  public Announcer(Ledger ledger, Alerts alerts, InstantSource clock) {
    this.ledger = ledger;
    this.alerts = alerts;
    this.clock = clock;
  }

  /** One round; an Alertmanager that is away gets everything in the next one. */
  public void announce() {
    Instant now = clock.instant();
    Map<String, Alerts.Raised> present = present(now);
    firing.forEach((key, alert) -> end(key, alert, present, now));
    firing.clear();
    firing.putAll(present);
    resolved.values().removeIf(a -> a.endsAt().isBefore(now.minus(LASTS)));
    resolved.keySet().removeAll(present.keySet());
    List<Alerts.Raised> all = new java.util.ArrayList<>(firing.values());
    all.addAll(resolved.values());
    if (!all.isEmpty()) {
      send(all);
    }
  }

  private void send(List<Alerts.Raised> all) {
    try {
      alerts.raise(all);
    } catch (UnavailableException e) {
      logger.warn("{} own alerts are not delivered: {}", all.size(), e.getMessage());
    }
  }

  private void end(
      String key, Alerts.Raised alert, Map<String, Alerts.Raised> present, Instant now) {
    if (!present.containsKey(key)) {
      resolved.put(
          key, new Alerts.Raised(alert.labels(), alert.annotations(), alert.startsAt(), now));
    }
  }

  private Map<String, Alerts.Raised> present(Instant now) {
    Map<String, Alerts.Raised> present = new HashMap<>();
    for (Remediation r : ledger.inPhase(Phase.AWAITING_APPROVAL)) {
      present.put("ask/" + r.id(), approval(r, now));
    }
    for (Remediation r : ledger.finishedSince(now.minus(FAILURE_SHOWN), 100)) {
      if (r.phase().isOutcome() && r.phase() != Phase.SUCCEEDED) {
        present.put("failed/" + r.id(), failure(r, now));
      }
    }
    return present;
  }

  private static Alerts.Raised approval(Remediation r, Instant now) {
    return raised(
        r,
        "AionyxApprovalNeeded",
        "warning",
        "A remediation waits for a person.",
        r.reason()
            + ". Approve with: aionyx-bridge approve "
            + r.id()
            + " --plan "
            + r.planHash()
            + ". Expires at "
            + r.nextAt()
            + ".",
        now);
  }

  private static Alerts.Raised failure(Remediation r, Instant now) {
    return raised(
        r,
        "AionyxTargetRemediationFailed",
        "warning",
        "A remediation did not help this target.",
        r.action() + " ended " + r.phase().text() + ": " + r.reason(),
        now);
  }

  private static Alerts.Raised raised(
      Remediation r, String name, String severity, String summary, String text, Instant now) {
    TreeMap<String, String> labels = new TreeMap<>(PromText.values(r.episode()));
    labels.values().removeIf(String::isEmpty);
    labels.put("alertname", name);
    labels.put("severity", severity);
    labels.put("action", r.action());
    Map<String, String> annotations =
        Map.of("summary", summary, "description", text, "remediation", r.id());
    return new Alerts.Raised(labels, annotations, r.updatedAt(), now.plus(LASTS));
  }
}
