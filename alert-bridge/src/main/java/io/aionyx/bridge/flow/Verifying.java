package io.aionyx.bridge.flow;

import io.aionyx.bridge.act.Health;
import io.aionyx.bridge.act.Task;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.domain.Durations;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.domain.Step;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.prom.Metrics;
import io.aionyx.bridge.prom.PromText;
import io.aionyx.bridge.prom.UnavailableException;
import java.time.Duration;
import java.time.Instant;

/**
 * Looks whether it helped: by the API and by the playbook's PromQL. Three ends: it did, it did not,
 * or nobody can tell. The third stops for a person and is never repeated.
 */
final class Verifying implements PhaseHandler {

  private static final Duration POLL = Duration.ofSeconds(10);

  private sealed interface Finding {
    String reason();
  }

  private record Well(String reason) implements Finding {}

  private record NotYet(String reason) implements Finding {}

  private record Bad(String reason) implements Finding {}

  private record Unknown(String reason) implements Finding {}

  private final Desk desk;

  Verifying(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Move advance(Remediation r, Instant now) {
    Step step = desk.step(r);
    Finding finding = look(r, step, now);
    Instant since =
        Instant.parse(r.memo().getOrDefault("verifying_since", r.updatedAt().toString()));
    boolean late = now.isAfter(since.plus(step.settle()).plus(step.within()));
    return move(r, step, finding, late, now).with(Json.object().put("finding", finding.reason()));
  }

  private static Move move(Remediation r, Step step, Finding finding, boolean late, Instant now) {
    String why = finding.reason();
    return switch (finding) {
      case Well w -> Move.to(r.moved(Phase.SUCCEEDED, why, now, now));
      case Bad b -> takeBack(r, step, why, now);
      case NotYet n when late ->
          takeBack(r, step, "not within " + Durations.format(step.within()) + ": " + why, now);
      case Unknown u when late ->
          Move.to(r.moved(Phase.INCONCLUSIVE, "cannot be verified: " + why, now, now));
      case NotYet n -> Move.to(r.moved(Phase.VERIFYING, why, now, now.plus(POLL)));
      case Unknown u -> Move.to(r.moved(Phase.VERIFYING, why, now, now.plus(POLL)));
    };
  }

  private static Move takeBack(Remediation r, Step step, String why, Instant now) {
    return step.rollback()
        ? Move.to(r.moved(Phase.ROLLING_BACK, why, now, now))
        : Move.to(r.moved(Phase.FAILED, why, now, now)).tryNext();
  }

  private Finding look(Remediation r, Step step, Instant now) {
    try {
      return switch (desk.action(r).verify(Task.of(r, now))) {
        case Health.Broken broken -> new Bad(broken.reason());
        case Health.NotYet notYet -> new NotYet(notYet.reason());
        case Health.Healthy healthy -> queries(r, step, healthy.reason());
      };
    } catch (ClusterException e) {
      return new Unknown(String.valueOf(e.getMessage()));
    }
  }

  private Finding queries(Remediation r, Step step, String healthy) {
    for (Step.Query query : step.verifications()) {
      if (desk.metrics().isEmpty()) {
        return new Unknown("no Prometheus to ask: " + query.name());
      }
      Finding finding = ask(desk.metrics().get(), r, query);
      if (!(finding instanceof Well)) {
        return finding;
      }
    }
    int held = step.verifications().size();
    return new Well(held == 0 ? healthy : healthy + "; " + held + " queries hold");
  }

  private static Finding ask(Metrics metrics, Remediation r, Step.Query query) {
    try {
      String expression = PromText.fill(query.expression(), PromText.values(r.episode()));
      return metrics.query(expression).isEmpty()
          ? new NotYet("does not hold: " + query.name())
          : new Well(query.name());
    } catch (UnavailableException | IllegalArgumentException e) {
      return new Unknown(query.name() + ": " + e.getMessage());
    }
  }
}
