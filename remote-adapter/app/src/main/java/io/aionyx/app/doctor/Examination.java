package io.aionyx.app.doctor;

import io.aionyx.app.doctor.Verdict.Bad;
import io.aionyx.app.doctor.Verdict.Good;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every check, in the order in which a broken stack is best repaired. */
final class Examination {
  private final Evidence evidence;
  private final List<Finding> findings = new ArrayList<>();
  private String subject = "";

  private Examination(Evidence evidence) {
    this.evidence = evidence;
  }

  static List<Finding> of(Evidence evidence) {
    var examination = new Examination(evidence);
    examination.prometheus(evidence.prometheus());
    evidence
        .predictor()
        .ifPresentOrElse(
            predictor -> examination.predictor(evidence.prometheus(), predictor),
            examination::noPredictor);
    examination.signals(evidence.prometheus().present().map(Map::keySet));
    evidence.alertmanager().ifPresent(examination::alertmanager);
    evidence.grafana().ifPresent(examination::grafana);
    evidence.cluster().ifPresent(examination::cluster);
    return List.copyOf(examination.findings);
  }

  private void prometheus(PrometheusFacts of) {
    subject = "Prometheus";
    check("answers", answers(of.version(), of.url(), "--prometheus"));
    check("rules", of.rules().judge(r -> RuleChecks.areLoaded(r, evidence.shippedRules())));
    check("alerting", of.alertmanagers().judge(RuleChecks::reachAnAlertmanager));
    check("node clocks", of.nodeOffset().judge(ClockChecks::ofNodes));
  }

  private void noPredictor() {
    subject = "Predictor";
    check(
        "found",
        new Bad(
            "no remote_write of this Prometheus leads to a predictor that answers",
            "start one: aionyx serve --config aionyx.yaml; or name it by --predictor URL"));
  }

  private void predictor(PrometheusFacts prometheus, PredictorFacts of) {
    Fact<Exposition> metrics = of.metrics();
    Fact<Remote.Lanes> lanes = prometheus.lanes();
    subject = "Lanes";
    check("remote-write set up", lanes.judge(l -> LaneChecks.sends(l, of.url())));
    check(
        "samples arrive",
        lanes.judge(
            l ->
                prometheus
                    .metrics()
                    .judge(p -> metrics.judge(m -> LaneChecks.arrives(l, of.url(), p, m)))));
    check(
        "predictions come back",
        prometheus
            .predictions()
            .judge(
                count ->
                    prometheus
                        .receives()
                        .judge(r -> metrics.judge(m -> LaneChecks.takesPredictions(count, r, m)))));
    check(
        "forecasts (read_recent)",
        lanes.judge(
            l -> prometheus.forecasts().judge(f -> LaneChecks.readsForecasts(l, of.url(), f))));

    subject = "Predictor";
    check("answers", PredictorChecks.answers(of));
    check("models", of.models().judge(PredictorChecks::hasModels));
    check("scores", metrics.judge(PredictorChecks::scoresAreFresh));
    check("samples", metrics.judge(PredictorChecks::takesWhatArrives));
    check(
        "clock",
        prometheus.ahead().judge(one -> of.ahead().judge(other -> ClockChecks.agree(one, other))));
    check(
        "cardinality",
        prometheus
            .written()
            .judge(
                w ->
                    prometheus
                        .held()
                        .judge(h -> metrics.judge(m -> BudgetChecks.isKept(w, h, m)))));
  }

  private void signals(Fact<Set<String>> present) {
    subject = "Signals";
    Needs needs = evidence.needs();
    check("names connect", present.judge(SignalChecks::namesConnect));
    for (Exporter exporter : Exporter.values()) {
      if (!needs.from(exporter).isEmpty()) {
        check(exporter.title(), present.judge(p -> SignalChecks.isFedBy(exporter, needs, p)));
      }
    }
  }

  private void alertmanager(AlertmanagerFacts of) {
    subject = "Alertmanager";
    check("answers", answers(of.version(), of.url(), "--alertmanager"));
    check("route to the bridge", of.routing().judge(RouteChecks::leadsToTheBridge));
    check("webhooks", of.metrics().judge(RouteChecks::webhooksArrive));
  }

  private void grafana(GrafanaFacts of) {
    subject = "Grafana";
    check("answers", answers(of.version(), of.url(), "--grafana"));
    check("dashboards", of.dashboards().judge(GrafanaChecks::hasDashboards));
    check("app", of.app().judge(GrafanaChecks::hasApp));
  }

  private void cluster(ClusterFacts of) {
    subject = "Kubernetes";
    check("answers", answers(of.version(), "API server", "--kubeconfig"));
    check("deployments", of.workloads().judge(ClusterChecks::runs));
    check(
        "rules selected",
        of.ruleSelectors()
            .judge(s -> of.rules().judge(r -> ClusterChecks.areSelected(s, r, "rules"))));
    check(
        "monitors selected",
        of.monitorSelectors()
            .judge(
                s -> of.monitors().judge(m -> ClusterChecks.areSelected(s, m, "serviceMonitor"))));
  }

  private static Verdict answers(Fact<String> version, String who, String option) {
    return switch (version) {
      case Fact.Known<String>(String number) -> new Good(who + ", version " + number);
      case Fact.Unknown<String>(String why) -> new Bad(why, "check the address given by " + option);
    };
  }

  private void check(String what, Verdict verdict) {
    findings.add(new Finding(subject, what, verdict));
  }
}
