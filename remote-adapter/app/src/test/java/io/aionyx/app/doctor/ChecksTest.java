package io.aionyx.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.app.doctor.ClusterFacts.Workload;
import io.aionyx.app.doctor.Verdict.Bad;
import io.aionyx.app.doctor.Verdict.Good;
import io.aionyx.app.doctor.Verdict.Untold;
import io.aionyx.app.doctor.Verdict.Weak;
import io.aionyx.app.stack.ShippedRules;
import io.aionyx.predictor.Predictor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private static final Exposition NOTHING = Exposition.parse("");
  private static final Needs NEEDS = Needs.of(Predictor.shippedCatalog());

  @Test
  void rules_areLoadedWhollyPartlyOrNot() {
    Set<String> shipped = ShippedRules.names();
    List<LoadedRule> all = shipped.stream().map(name -> new LoadedRule(name, "")).toList();

    assertThat(shipped).contains("AionyxFailurePredicted", "aionyx:failure_warning:threshold");
    assertThat(RuleChecks.areLoaded(all, shipped)).isInstanceOf(Good.class);
    assertThat(RuleChecks.areLoaded(all.subList(1, all.size()), shipped))
        .isInstanceOfSatisfying(
            Weak.class, weak -> assertThat(weak.seen()).contains(all.getFirst().name()));
    assertThat(RuleChecks.areLoaded(List.of(new LoadedRule("Other", "")), shipped))
        .isInstanceOf(Bad.class);
    assertThat(
            RuleChecks.areLoaded(
                List.of(new LoadedRule("AionyxAbsent", "many-to-many matching")), shipped))
        .isInstanceOfSatisfying(Bad.class, bad -> assertThat(bad.seen()).contains("many-to-many"));
  }

  @Test
  void alerting_withoutAnAlertmanager_isBad() {
    assertThat(RuleChecks.reachAnAlertmanager(List.of())).isInstanceOf(Bad.class);
    assertThat(RuleChecks.reachAnAlertmanager(List.of("http://am"))).isInstanceOf(Good.class);
  }

  @Test
  void clocks_apart_areWorseTheFurther() {
    Duration here = Duration.ZERO;

    assertThat(ClockChecks.agree(here, Duration.ofMillis(900))).isInstanceOf(Good.class);
    assertThat(ClockChecks.agree(here, Duration.ofSeconds(-5))).isInstanceOf(Weak.class);
    assertThat(ClockChecks.agree(Duration.ofMinutes(1), here)).isInstanceOf(Bad.class);
    assertThat(ClockChecks.agree(Duration.ofMinutes(1), Duration.ofMinutes(1)))
        .as("only this machine is wrong")
        .isInstanceOf(Good.class);
    assertThat(ClockChecks.ofNodes(OptionalDouble.empty())).isInstanceOf(Untold.class);
    assertThat(ClockChecks.ofNodes(OptionalDouble.of(3))).isInstanceOf(Weak.class);
  }

  @Test
  void budget_isAShareOfThePrometheusUnlessSmall() {
    assertThat(BudgetChecks.isKept(2_000, 200_000, NOTHING)).isInstanceOf(Good.class);
    assertThat(BudgetChecks.isKept(150, 800, NOTHING)).isInstanceOf(Good.class);
    assertThat(BudgetChecks.isKept(10_000, 200_000, NOTHING)).isInstanceOf(Weak.class);
    assertThat(BudgetChecks.isKept(50_000, 200_000, NOTHING)).isInstanceOf(Bad.class);
    assertThat(
            BudgetChecks.isKept(
                2_000,
                200_000,
                Exposition.parse("aionyx_withheld_entities_total{reason=\"limit\"} 3")))
        .isInstanceOfSatisfying(
            Weak.class, weak -> assertThat(weak.fix()).contains("publish.max_series"));
  }

  @Test
  void signals_withoutKubeStateMetrics_nameTheFeaturesThatAreNaN() {
    var present = new TreeSet<>(NEEDS.metrics());
    present.removeIf(metric -> metric.startsWith("kube_"));

    assertThat(SignalChecks.isFedBy(Exporter.NODE, NEEDS, present)).isInstanceOf(Good.class);
    assertThat(SignalChecks.isFedBy(Exporter.STATE, NEEDS, present))
        .isInstanceOfSatisfying(
            Bad.class,
            bad ->
                assertThat(bad.seen())
                    .contains("nothing arrives", "features are NaN")
                    .matches("(?s).*\\b[1-9]\\d* of " + NEEDS.features() + " .*"));
    assertThat(SignalChecks.namesConnect(present)).isInstanceOf(Weak.class);
  }

  @Test
  void signals_eitherDirectionOfNetworkErrorsWillDo() {
    var present = new TreeSet<>(NEEDS.metrics());
    present.remove("node_network_receive_errs_total");
    assertThat(SignalChecks.isFedBy(Exporter.NODE, NEEDS, present)).isInstanceOf(Good.class);

    present.remove("node_network_transmit_errs_total");
    assertThat(SignalChecks.isFedBy(Exporter.NODE, NEEDS, present))
        .isInstanceOfSatisfying(
            Weak.class, weak -> assertThat(weak.seen()).contains("node.network_errors_per_second"));
  }

  @Test
  void everyNeed_belongsToAnExporter() {
    assertThat(NEEDS.from(Exporter.OTHER)).isEmpty();
  }

  @Test
  void predictor_thatRefusesSamples_saysWhy() {
    assertThat(PredictorChecks.takesWhatArrives(NOTHING)).isInstanceOf(Good.class);
    assertThat(
            PredictorChecks.takesWhatArrives(
                Exposition.parse("aionyx_ingest_rejected_samples_total{reason=\"too_new\"} 4")))
        .isInstanceOfSatisfying(Weak.class, weak -> assertThat(weak.seen()).contains("4 too_new"));
    assertThat(PredictorChecks.hasModels(List.of())).isInstanceOf(Bad.class);
    assertThat(
            PredictorChecks.scoresAreFresh(Exposition.parse("aionyx_score_staleness_seconds 900")))
        .isInstanceOf(Bad.class);
  }

  @Test
  void webhooks_thatFail_areBad() {
    assertThat(
            RouteChecks.webhooksArrive(
                Exposition.parse(
                    "alertmanager_notifications_failed_total{integration=\"webhook\"} 2\n"
                        + "alertmanager_notifications_total{integration=\"webhook\"} 5")))
        .isInstanceOfSatisfying(
            Bad.class, bad -> assertThat(bad.seen()).isEqualTo("2 of 5 failed"));
  }

  @Test
  void grafana_withoutDashboards_canBeImproved() {
    assertThat(GrafanaChecks.hasDashboards(List.of())).isInstanceOf(Weak.class);
    assertThat(GrafanaChecks.hasApp("")).isInstanceOf(Weak.class);
    assertThat(GrafanaChecks.hasApp("0.1.0")).isInstanceOf(Good.class);
  }

  @Test
  void cluster_objectsThatNoPrometheusSelects_areBad() {
    List<Map<String, String>> selectors = List.of(Map.of("release", "kps"));

    assertThat(ClusterChecks.areSelected(selectors, List.of(Map.of("release", "kps")), "rules"))
        .isInstanceOf(Good.class);
    assertThat(ClusterChecks.areSelected(selectors, List.of(Map.of("app", "x")), "rules"))
        .isInstanceOfSatisfying(
            Bad.class, bad -> assertThat(bad.fix()).contains("rules.labels", "release=kps"));
    assertThat(ClusterChecks.areSelected(selectors, List.of(), "rules")).isInstanceOf(Bad.class);
    assertThat(ClusterChecks.areSelected(List.of(Map.of()), List.of(Map.of()), "rules"))
        .isInstanceOf(Good.class);
    assertThat(ClusterChecks.areSelected(List.of(), List.of(), "rules")).isInstanceOf(Untold.class);
    assertThat(ClusterChecks.runs(List.of(new Workload("aionyx-predictor", 0, 1))))
        .isInstanceOf(Bad.class);
  }

  @Test
  void report_hasALineEachAndTheFixBelow() {
    List<String> lines =
        Report.lines(
            List.of(
                new Finding("Lanes", "a", new Good("fine")),
                new Finding("Lanes", "b", new Bad("broken", "repair it"))));

    assertThat(String.join("\n", lines)).contains("Lanes", "fine", "broken", "→ repair it");
    assertThat(lines.getLast()).contains("1 good", "1 broken");
    assertThat(Report.isHealthy(List.of(new Finding("x", "y", new Weak("w", "f"))))).isTrue();
  }
}
