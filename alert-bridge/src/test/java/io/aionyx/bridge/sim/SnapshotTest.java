package io.aionyx.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SnapshotTest {

  private static final String LIST =
      """
      {"apiVersion": "v1", "kind": "List", "items": [
        {"kind": "Pod", "metadata": {"name": "cart-1", "namespace": "shop", "uid": "u1"},
         "spec": {"nodeName": "n1"}},
        {"kind": "Node", "metadata": {"name": "n1"}},
        {"kind": "Service", "metadata": {"name": "cart", "namespace": "shop"}}]}
      """;

  @Test
  void list_asKubectlPrintsIt_isTheCluster() {
    SimulatedCluster cluster = Snapshot.parse("t", LIST);
    JsonNode pod = cluster.get(Resource.PODS, "shop", "cart-1").orElseThrow();
    assertThat(pod.at("/metadata/uid").asText()).isEqualTo("u1");
    assertThat(cluster.list(Resource.PODS, "", "", "spec.nodeName=n1")).hasSize(1);
    assertThat(cluster.list(Resource.NODES, "", "", "")).hasSize(1);
    assertThat(cluster.writes()).describedAs("what was there is no work of ours").isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\": \"Pod\"} | must hold a Kubernetes List",
        "{\"items\": [{\"kind\": \"Pod\"}]} | a Pod has no name",
        "{\"items\": [ | is no YAML or JSON",
      })
  void list_thatIsNone_isRefusedByName(String text, String problem) {
    assertThatThrownBy(() -> Snapshot.parse("cluster.json", text))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("cluster.json: " + problem);
  }
}
