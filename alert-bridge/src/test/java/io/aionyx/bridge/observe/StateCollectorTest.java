package io.aionyx.bridge.observe;

import static io.aionyx.bridge.domain.Remediations.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.audit.AuditLog;
import io.aionyx.bridge.cluster.Leadership;
import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.config.YamlDoor;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Mode;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.domain.Remediations;
import io.aionyx.bridge.gate.Modes;
import io.aionyx.bridge.gate.Promotions;
import io.aionyx.bridge.store.Database;
import io.aionyx.bridge.store.Inbox;
import io.aionyx.bridge.store.Ledger;
import io.aionyx.bridge.store.Outcomes;
import io.aionyx.bridge.store.PauseSwitch;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StateCollectorTest {

  private final Database database = Database.inMemory();
  private final Ledger ledger = new Ledger(database);
  private final BridgeConfig config =
      BridgeConfig.read(
          YamlDoor.parse(
              "t", "alertmanager: {url: \"http://am:9093\"}\nstorage: {path: d}\n", Map.of()));
  private final Promotions promotions =
      new Promotions(
          Map.of("oom", Set.of("evict-pod")),
          new Modes(config.gates(), true),
          config.gates().promotion(),
          Optional.empty());
  private final StateCollector collector =
      new StateCollector(
          ledger,
          new Outcomes(database),
          new AuditLog(database, () -> NOW, kind -> {}),
          new Inbox(database),
          new PauseSwitch(database),
          Leadership.alone(),
          config.gates(),
          promotions,
          () -> true,
          () -> NOW.plus(Duration.ofHours(1)));

  @AfterEach
  void close() {
    database.close();
  }

  private void store(String id, Phase end) {
    Remediation r =
        Remediations.planned(id, "evict-pod", Impact.POD, Remediations.pod("shop", "cart-" + id));
    Remediation ended =
        end == Phase.DENIED
            ? r.moved(end, "no", NOW, NOW)
            : Remediations.ended(r, end, NOW, NOW.plusSeconds(60));
    database.inTransaction(tx -> ledger.insertIfNew(tx, ended));
  }

  private List<GaugeSnapshot.GaugeDataPointSnapshot> points(String name) {
    return collector.collect().stream()
        .filter(s -> s.getMetadata().getPrometheusName().equals(name))
        .flatMap(s -> ((GaugeSnapshot) s).getDataPoints().stream())
        .toList();
  }

  @Test
  void verified_ofAnAction_namesTheEntityAsThePredictionDoes() {
    store("1", Phase.SUCCEEDED);
    store("2", Phase.DENIED);
    assertThat(points("aionyx_remediation_verified_timestamp_seconds"))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.getValue()).isEqualTo(NOW.plusSeconds(60).getEpochSecond());
              assertThat(p.getLabels().toString())
                  .isEqualTo(
                      "{action=\"evict-pod\",cluster=\"prod\",entity_kind=\"pod\","
                          + "failure_mode=\"oom\",horizon=\"2h\",namespace=\"shop\","
                          + "pod=\"cart-1\",result=\"succeeded\"}");
            });
  }

  @Test
  void successRatio_isOfWhatActed() {
    store("1", Phase.SUCCEEDED);
    store("2", Phase.FAILED);
    store("3", Phase.DENIED);
    assertThat(points("aionyx_remediation_success_ratio"))
        .singleElement()
        .satisfies(p -> assertThat(p.getValue()).isEqualTo(0.5));
  }

  @Test
  void promotion_ofEachPair_showsItsStateAndWhatIsMissing() {
    promotions.refresh();
    assertThat(points("aionyx_promotion_state"))
        .hasSize(Mode.values().length)
        .filteredOn(p -> p.getValue() == 1)
        .singleElement()
        .satisfies(
            p ->
                assertThat(p.getLabels().toString())
                    .isEqualTo("{action=\"evict-pod\",failure_mode=\"oom\",state=\"advise\"}"));
    assertThat(points("aionyx_promotion_evidence_remaining"))
        .singleElement()
        .satisfies(p -> assertThat(p.getValue()).isEqualTo(59));
  }

  @Test
  void breaker_threeFailures_showsOpen() {
    store("1", Phase.FAILED);
    store("2", Phase.ROLLED_BACK);
    assertThat(points("aionyx_remediation_circuit_breaker_open"))
        .allSatisfy(p -> assertThat(p.getValue()).isZero());
    store("3", Phase.INCONCLUSIVE);
    assertThat(points("aionyx_remediation_circuit_breaker_open"))
        .filteredOn(p -> "evict-pod".equals(p.getLabels().get("action")))
        .singleElement()
        .satisfies(p -> assertThat(p.getValue()).isEqualTo(1));
  }

  @Test
  void scrape_asText_showsTheHeadAsWitnessed() throws java.io.IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(collector);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ExpositionFormats.init().findWriter(null).write(text, registry.scrape());
    assertThat(text.toString(StandardCharsets.UTF_8))
        .contains("aionyx_audit_head_info{sequence=\"0\",sha256=\"" + "0".repeat(64) + "\"} 1");
  }
}
