package io.aionyx.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers as an API server does; a real one was not at hand. */
class KubeconfigTest {
  private static final Map<String, String> ANSWERS =
      Map.of(
          "/version", "{\"gitVersion\": \"v1.31.0\"}",
          "/apis/monitoring.coreos.com/v1/prometheuses",
              "{\"items\": [{\"spec\": {\"ruleSelector\": {\"matchLabels\": {\"release\": \"kps\"}},"
                  + " \"serviceMonitorSelector\": {}}}]}",
          "/apis/monitoring.coreos.com/v1/prometheusrules",
              "{\"items\": [{\"metadata\": {\"labels\": {\"release\": \"other\"}}}]}",
          "/apis/monitoring.coreos.com/v1/servicemonitors",
              "{\"items\": [{\"metadata\": {\"labels\": {\"a\": \"b\"}}}]}",
          "/apis/apps/v1/deployments",
              "{\"items\": [{\"metadata\": {\"name\": \"aionyx-predictor\"}, \"spec\": {\"replicas\": 1},"
                  + " \"status\": {\"readyReplicas\": 1}}]}");

  @TempDir Path folder;
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body =
                ANSWERS
                    .getOrDefault(exchange.getRequestURI().getPath(), "{}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Path kubeconfig(String user) throws IOException {
    return Files.writeString(
        folder.resolve("config"),
        """
        current-context: here
        contexts: [{name: here, context: {cluster: c, user: u}}]
        clusters: [{name: c, cluster: {server: 'http://127.0.0.1:%d'}}]
        users: [{name: u, user: %s}]
        """
            .formatted(server.getAddress().getPort(), user));
  }

  @Test
  void cluster_isReadWithTheTokenAndItsTrapIsSeen() throws IOException {
    Files.writeString(folder.resolve("token"), "s3cret\n");
    Path file = kubeconfig("{tokenFile: token}");

    ClusterFacts facts = ClusterFacts.read(Fact.of(() -> Kubeconfig.read(file).connect()));

    assertThat(facts.version()).isEqualTo(new Fact.Known<>("v1.31.0"));
    assertThat(authorizations).isNotEmpty().allMatch("Bearer s3cret"::equals);
    assertThat(facts.workloads().judge(ClusterChecks::runs)).isInstanceOf(Verdict.Good.class);
    assertThat(selected(facts.ruleSelectors(), facts.rules())).isInstanceOf(Verdict.Bad.class);
    assertThat(selected(facts.monitorSelectors(), facts.monitors()))
        .isInstanceOf(Verdict.Good.class);
  }

  private static Verdict selected(
      Fact<List<Map<String, String>>> selectors, Fact<List<Map<String, String>>> objects) {
    return selectors.judge(s -> objects.judge(o -> ClusterChecks.areSelected(s, o, "rules")));
  }

  @Test
  void plugins_areNotRun() throws IOException {
    Kubeconfig read = Kubeconfig.read(kubeconfig("{exec: {command: /bin/false}}"));

    assertThatThrownBy(read::connect).hasMessageContaining("kubectl proxy");
  }

  @Test
  void unknownContext_isNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("config"), "current-context: gone\n");

    assertThatThrownBy(() -> Kubeconfig.read(file)).hasMessageContaining("context named gone");
  }
}
