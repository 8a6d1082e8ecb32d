package io.aionyx.app.doctor;

import io.aionyx.core.signals.SignalCatalog;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads what the peers tell, and examines it. */
public final class Doctor implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Patient patient;
  private final InstantSource clock;

  public Doctor(Patient patient, InstantSource clock) {
    this.patient = patient;
    this.clock = clock;
  }

  /**
   * Which stack to look at.
   *
   * @param predictor looked for in Prometheus' {@code remote_write} where not given
   * @param tokens bearer tokens by the peer's option name: {@code prometheus}, {@code predictor},
   *     {@code alertmanager}, {@code grafana}
   */
  public record Patient(
      URI prometheus,
      Optional<URI> predictor,
      Optional<URI> alertmanager,
      Optional<URI> grafana,
      Optional<Path> kubeconfig,
      Map<String, String> tokens) {
    public Patient {
      tokens = Map.copyOf(tokens);
    }
  }

  /**
   * @param catalog the signals in use
   * @param shippedRules names of the alerts and records that ship
   */
  public List<Finding> examine(SignalCatalog catalog, Collection<String> shippedRules) {
    Needs needs = Needs.of(catalog);
    var metrics = new TreeSet<>(needs.metrics());
    metrics.addAll(SignalChecks.JOINS.keySet());
    PrometheusFacts prometheus =
        PrometheusFacts.read(peer(patient.prometheus(), "prometheus"), metrics, clock);
    return Examination.of(
        new Evidence(
            needs,
            shippedRules,
            prometheus,
            patient.predictor().map(Doctor::server).or(() -> find(prometheus)).map(this::predictor),
            patient.alertmanager().map(url -> AlertmanagerFacts.read(peer(url, "alertmanager"))),
            patient.grafana().map(url -> GrafanaFacts.read(peer(url, "grafana"))),
            patient
                .kubeconfig()
                .map(file -> ClusterFacts.read(Fact.of(() -> Kubeconfig.read(file).connect())))));
  }

  private PredictorFacts predictor(URI url) {
    return PredictorFacts.read(url, peer(url, "predictor"), clock);
  }

  private Optional<URI> find(PrometheusFacts prometheus) {
    return prometheus.lanes().or(new Remote.Lanes(List.of(), List.of())).writes().stream()
        .map(remote -> server(remote.url()))
        .filter(this::isPredictor)
        .findFirst();
  }

  private static URI server(URI url) {
    return URI.create(url.getScheme() + "://" + url.getAuthority());
  }

  private boolean isPredictor(URI url) {
    return Fact.of(() -> peer(url, "predictor").text("/-/healthy"))
        .map(words -> words.contains("AIONYX"))
        .or(false);
  }

  private Peer peer(URI url, String name) {
    return new Peer(client, url, Optional.ofNullable(patient.tokens().get(name)));
  }

  @Override
  public void close() {
    client.close();
  }
}
