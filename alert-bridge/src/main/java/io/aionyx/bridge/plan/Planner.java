package io.aionyx.bridge.plan;

import io.aionyx.bridge.act.Actions;
import io.aionyx.bridge.domain.Alert;
import io.aionyx.bridge.domain.Durations;
import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Mode;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Printable;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.domain.Step;
import io.aionyx.bridge.domain.Target;
import io.aionyx.bridge.json.Hashes;
import io.aionyx.bridge.prom.PromText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Turns an alert into the first remediation to consider, or says why there is none. */
public final class Planner {

  private final Playbooks playbooks;
  private final Actions actions;
  private final Map<String, List<String>> kinds;
  private final Duration futureTolerance;
  private final Order order;

  public Planner(
      Playbooks playbooks,
      Actions actions,
      Map<String, List<String>> kinds,
      Duration futureTolerance,
      Order order) {
    this.playbooks = playbooks;
    this.actions = actions;
    this.kinds = kinds;
    this.futureTolerance = futureTolerance;
    this.order = order;
  }

  public Plan plan(Alert alert, Instant now) {
    try {
      Episode episode = episode(alert);
      if (episode.startsAt().isAfter(now.plus(futureTolerance))) {
        return new Plan.Refused("startsAt is in the future: " + episode.startsAt());
      }
      if (now.isAfter(episode.endsBy())) {
        return new Plan.Refused("the alert is older than its horizon " + episode.horizonText());
      }
      return playbooks
          .fitting(episode.target().kind(), episode.failureMode(), alert.labels())
          .<Plan>map(p -> new Plan.Ready(first(p, episode, now)))
          .orElseGet(() -> new Plan.Refused("no playbook fits " + episode.failureMode()));
    } catch (IllegalArgumentException e) {
      return new Plan.Refused(String.valueOf(e.getMessage()));
    }
  }

  private Episode episode(Alert alert) {
    if (!alert.label("aionyx_remediate").equals("true")) {
      throw new IllegalArgumentException("the label aionyx_remediate is not \"true\"");
    }
    String failureMode = alert.label("failure_mode");
    if (!failureMode.matches("[a-z][a-z0-9_]{0,40}")) {
      throw new IllegalArgumentException(
          "failure_mode is not a name: was " + Printable.of(failureMode));
    }
    Duration horizon = Durations.parse(alert.label("horizon"));
    return new Episode(
        alert.fingerprint(),
        alert.startsAt(),
        Target.of(alert.labels(), kinds),
        failureMode,
        alert.label("horizon"),
        horizon,
        alert.label("alertname"),
        alert.truncated());
  }

  private Remediation first(Playbook playbook, Episode episode, Instant now) {
    return remediation(playbook, order(playbook, episode).getFirst(), episode, now);
  }

  private List<Integer> order(Playbook playbook, Episode episode) {
    return order.of(playbook, episode.fingerprint() + episode.startsAt());
  }

  /**
   * The playbook's first alternative that was not tried yet, if there is one. A learned order may
   * have changed since the episode began, so a place in it says nothing.
   */
  public Optional<Remediation> next(Remediation failed, Set<String> tried, Instant now) {
    Optional<Playbook> playbook = playbooks.named(failed.playbook());
    if (playbook.isEmpty()) {
      return Optional.empty();
    }
    return now.isAfter(failed.episode().endsBy())
        ? Optional.empty()
        : order(playbook.get(), failed.episode()).stream()
            .filter(index -> !tried.contains(playbook.get().steps().get(index).action()))
            .findFirst()
            .map(index -> remediation(playbook.get(), index, failed.episode(), now));
  }

  private Remediation remediation(Playbook playbook, int index, Episode episode, Instant now) {
    Step step = playbook.steps().get(index);
    Map<String, String> values = PromText.values(episode);
    TreeMap<String, String> parameters = new TreeMap<>();
    step.parameters().forEach((k, v) -> parameters.put(k, PromText.fill(v, values)));
    String id =
        Hashes.sha256(episode.fingerprint(), episode.startsAt().toString(), step.action())
            .substring(0, 16);
    return new Remediation(
        id,
        episode,
        playbook.name(),
        index,
        step.action(),
        actions.get(step.action()).card().impact(),
        parameters,
        Phase.RECEIVED,
        "alert accepted",
        Mode.ADVISE,
        "",
        "",
        Map.of(),
        Map.of(),
        now,
        now,
        now,
        null,
        0);
  }

  /** The step behind a stored remediation; empty when its playbook was removed meanwhile. */
  public Optional<Step> step(Remediation r) {
    return playbooks
        .named(r.playbook())
        .filter(p -> r.stepIndex() < p.steps().size())
        .map(p -> p.steps().get(r.stepIndex()))
        .filter(s -> s.action().equals(r.action()))
        .map(s -> s.with(r.parameters()));
  }

  public double minimumLower(Remediation r) {
    return playbooks.named(r.playbook()).map(Playbook::minimumLower).orElse(1.0);
  }
}
