package io.aionyx.bridge.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.ClusterException.Fault;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.sim.SimulatedCluster;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpClusterTest {

  private static final Duration NO_GRACE = Duration.ofNanos(-1);

  private final MockApi api = MockApi.start();
  private final HttpCluster cluster = new HttpCluster(api.client, Duration.ofSeconds(20));

  @BeforeEach
  void fill() {
    create(Resource.PODS, "shop", SimulatedCluster.pod("cart-0", "cart", "n1"), "Pod");
    create(Resource.PODS, "shop", SimulatedCluster.pod("cart-1", "cart", "n2"), "Pod");
    create(Resource.NODES, "", SimulatedCluster.node("n1"), "Node");
    create(Resource.DEPLOYMENTS, "shop", SimulatedCluster.deployment("web", 2), "Deployment");
    api.requests.clear();
  }

  private void create(Resource resource, String namespace, ObjectNode object, String kind) {
    object.put("apiVersion", resource.apiVersion()).put("kind", kind);
    cluster.create(resource, namespace, object, Commit.FOR_REAL);
  }

  @AfterEach
  void close() {
    api.close();
  }

  private String uid(String pod) {
    return cluster.get(Resource.PODS, "shop", pod).orElseThrow().at("/metadata/uid").asText();
  }

  @Test
  void get_absent_isEmpty() {
    assertThat(cluster.get(Resource.PODS, "shop", "nobody")).isEmpty();
    assertThat(cluster.get(Resource.PODS, "shop", "cart-0")).isPresent();
  }

  @Test
  void list_byNode_findsOnlyItsPods() {
    assertThat(cluster.list(Resource.PODS, "", "", "spec.nodeName=n1")).hasSize(1);
    assertThat(cluster.list(Resource.PODS, "shop", "", "")).hasSize(2);
  }

  @Test
  void evict_rehearsed_keepsThePod() {
    cluster.evict("shop", "cart-0", uid("cart-0"), NO_GRACE, Commit.DRY_RUN);
    assertThat(cluster.get(Resource.PODS, "shop", "cart-0")).isPresent();
  }

  @Test
  void evict_forReal_removesThePod() {
    cluster.evict("shop", "cart-0", uid("cart-0"), Duration.ofSeconds(5), Commit.FOR_REAL);
    assertThat(cluster.get(Resource.PODS, "shop", "cart-0")).isEmpty();
  }

  @Test
  void evict_anotherUid_isAConflict() {
    assertThatThrownBy(() -> cluster.evict("shop", "cart-0", "other", NO_GRACE, Commit.FOR_REAL))
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CONFLICT));
    assertThat(cluster.get(Resource.PODS, "shop", "cart-0")).isPresent();
  }

  @Test
  void evict_budgetRefuses_isOneCallWithRetryAfter() {
    String uid = uid("cart-0");
    api.requests.clear();
    api.evictionStatus = 429;
    assertThatThrownBy(() -> cluster.evict("shop", "cart-0", uid, NO_GRACE, Commit.FOR_REAL))
        .isInstanceOfSatisfying(
            ClusterException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(Fault.NOT_NOW);
              assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(10));
            });
    assertThat(api.requests).containsExactly("POST /api/v1/namespaces/shop/pods/cart-0/eviction");
  }

  @Test
  void patch_node_cordons() {
    ObjectNode patch = Json.object();
    patch.putObject("spec").put("unschedulable", true);
    cluster.patch(Resource.NODES, "", "n1", patch, Commit.FOR_REAL);
    assertThat(
            cluster
                .get(Resource.NODES, "", "n1")
                .orElseThrow()
                .at("/spec/unschedulable")
                .asBoolean())
        .isTrue();
    assertThat(api.requests).contains("PATCH /api/v1/nodes/n1");
  }

  @Test
  void patch_rehearsed_changesNothing() {
    ObjectNode patch = Json.object();
    patch.putObject("spec").put("replicas", 7);
    cluster.patch(Resource.DEPLOYMENTS.sub("scale"), "shop", "web", patch, Commit.DRY_RUN);
    assertThat(
            cluster
                .get(Resource.DEPLOYMENTS, "shop", "web")
                .orElseThrow()
                .at("/spec/replicas")
                .asInt())
        .isEqualTo(2);
    assertThat(api.requests)
        .contains("PATCH /apis/apps/v1/namespaces/shop/deployments/web/scale?dryRun=All");
  }

  @ParameterizedTest
  @CsvSource({
    "401, FORBIDDEN", "403, FORBIDDEN", "404, NOT_FOUND", "410, NOT_FOUND", "409, CONFLICT",
    "429, NOT_NOW", "422, INVALID", "415, INVALID", "500, UNKNOWN", "503, UNKNOWN"
  })
  void failure_everyStatus_isTypedAndNeverRepeated(int status, Fault fault) {
    api.everythingStatus = status;
    assertThatThrownBy(() -> cluster.list(Resource.PODS, "shop", "", ""))
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    assertThat(api.requests).hasSize(1);
  }

  @Test
  void failure_serverGone_isUnknown() {
    api.stopServer();
    assertThatThrownBy(() -> cluster.get(Resource.PODS, "shop", "cart-0"))
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN));
  }

  /** It may arrive yet: nobody may conclude that it did not. */
  @Test
  void failure_serverSlow_isUnknownWithinTheTimeout() {
    HttpCluster impatient = new HttpCluster(api.client, Duration.ofMillis(200));
    api.answersAfter = new CountDownLatch(1);
    try {
      assertThatThrownBy(() -> impatient.get(Resource.PODS, "shop", "cart-0"))
          .isInstanceOfSatisfying(
              ClusterException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN));
    } finally {
      api.answersAfter.countDown();
    }
  }
}
