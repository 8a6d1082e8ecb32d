package io.aionyx.app.doctor;

import io.aionyx.app.doctor.Verdict.Bad;
import io.aionyx.app.doctor.Verdict.Good;
import io.aionyx.app.doctor.Verdict.Weak;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The shipped rules, in Prometheus. */
final class RuleChecks {
  private static final int NAMED = 3;

  private RuleChecks() {}

  /**
   * @param shipped names of alerts and records
   */
  static Verdict areLoaded(List<LoadedRule> loaded, Collection<String> shipped) {
    Set<String> missing = new TreeSet<>(shipped);
    missing.removeAll(loaded.stream().map(LoadedRule::name).collect(Collectors.toSet()));
    Optional<LoadedRule> failing =
        loaded.stream()
            .filter(rule -> shipped.contains(rule.name()) && !rule.error().isEmpty())
            .findFirst();
    if (missing.size() == Set.copyOf(shipped).size()) {
      return new Bad(
          "none of the shipped rules is loaded",
          "rule_files: [rules/*.yaml]; with the operator give them the labels of its ruleSelector"
              + " (chart: rules.labels.release)");
    }
    if (failing.isPresent()) {
      return new Bad(
          failing.get().name() + " fails: " + failing.get().error(),
          "load the rules as they ship with this version");
    }
    return missing.isEmpty()
        ? new Good(Set.copyOf(shipped).size() + " alerts and records, all evaluate")
        : new Weak(
            missing.size() + " are not loaded: " + some(missing),
            "load all files of rules/: alerts use records of other files");
  }

  private static String some(Set<String> names) {
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? first + ", …" : first;
  }

  static Verdict reachAnAlertmanager(List<String> alertmanagers) {
    return alertmanagers.isEmpty()
        ? new Bad(
            "Prometheus knows no Alertmanager: its alerts reach nobody",
            "set alerting.alertmanagers in prometheus.yml")
        : new Good(String.join(", ", alertmanagers));
  }
}
