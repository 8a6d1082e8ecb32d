package io.aionyx.bridge.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.ClusterException.Fault;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.json.Json;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * An API server over HTTP with a namespace for one test: the mock, or the one that {@code
 * AIONYX_TEST_KUBECONFIG} names. Needs no kubelet: {@link #kubelet} ends pods as one would.
 * Whatever was made is taken away at the end.
 */
public final class TestApi implements AutoCloseable {

  public static final String KUBECONFIG = "AIONYX_TEST_KUBECONFIG";

  private static final Resource NAMESPACES = new Resource("", "v1", "namespaces", false, "");
  private static final Resource ACCOUNTS = new Resource("", "v1", "serviceaccounts", true, "");
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private record Made(Resource resource, String namespace, String name, String uid) {}

  private final KubernetesClient client;
  private final AutoCloseable server;
  private final boolean real;
  private final Deque<Made> made = new ArrayDeque<>();
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  public final Cluster cluster;

  private TestApi(KubernetesClient client, AutoCloseable server, boolean real) {
    this.client = client;
    this.server = server;
    this.real = real;
    this.cluster = new HttpCluster(client, TIMEOUT);
  }

  public static TestApi open() {
    String file = System.getenv(KUBECONFIG);
    if (file == null || file.isEmpty()) {
      MockApi mock = MockApi.start();
      return new TestApi(mock.client, mock, false);
    }
    Config config = Config.fromKubeconfig(Path.of(file).toFile());
    KubernetesClient client = KubeClients.open(config, (int) TIMEOUT.toMillis());
    TestApi api = new TestApi(client, client, true);
    api.create(NAMESPACES, "Namespace", named(api.namespace()));
    api.awaitAccount();
    return api;
  }

  public String namespace() {
    return "aionyx-test-" + id;
  }

  /** A name that no other test on the same server has. */
  public String unique(String name) {
    return name + "-" + id;
  }

  public static ObjectNode named(String name) {
    ObjectNode object = Json.object();
    object.putObject("metadata").put("name", name);
    return object;
  }

  /** Makes an object and then writes its status, which a server takes apart from the rest. */
  public ObjectNode create(Resource resource, String kind, ObjectNode object) {
    object.put("apiVersion", resource.apiVersion()).put("kind", kind);
    String namespace = resource.namespaced() ? namespace() : "";
    ObjectNode stored = cluster.create(resource, namespace, object, Commit.FOR_REAL);
    String name = object.at("/metadata/name").asText();
    made.push(new Made(resource, namespace, name, stored.at("/metadata/uid").asText()));
    if (object.path("status") instanceof ObjectNode status && !status.isEmpty()) {
      ObjectNode patch = Json.object();
      patch.set("status", status);
      cluster.patch(resource.sub("status"), namespace, name, patch, Commit.FOR_REAL);
    }
    return stored;
  }

  /** Lets pods that are to end be gone, as their kubelet would. */
  public void kubelet() {
    for (Pod pod : client.pods().inNamespace(namespace()).list().getItems()) {
      if (pod.getMetadata().getDeletionTimestamp() != null) {
        client.resource(pod).withGracePeriod(0).delete();
      }
    }
  }

  /** Ends a test, and says so, that needs a kind of object which the server does not know. */
  public void require(Resource resource) {
    try {
      cluster.list(resource, resource.namespaced() ? namespace() : "", "", "");
    } catch (ClusterException e) {
      if (e.fault() != Fault.NOT_FOUND) {
        throw e;
      }
      throw skip("the server of " + KUBECONFIG + " has no " + resource.plural());
    }
  }

  /** Ends a test that needs a newer server. */
  public void requireMinor(int minor, String what) {
    if (real) {
      String text = client.getKubernetesVersion().getMinor().replaceAll("\\D", "");
      if (Integer.parseInt(text) < minor) {
        throw skip(
            String.format(Locale.ROOT, "%s needs Kubernetes 1.%d, it is 1.%s", what, minor, text));
      }
    }
  }

  private static TestAbortedException skip(String why) {
    System.err.println("SKIPPED, not tested: " + why);
    return new TestAbortedException(why);
  }

  /** A pod is refused until its namespace has its account. */
  private void awaitAccount() {
    for (int i = 0; i < 300; i++) {
      if (cluster.get(ACCOUNTS, namespace(), "default").isPresent()) {
        return;
      }
      pause();
    }
    throw new IllegalStateException("no service account appears in " + namespace());
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws Exception {
    try (server) {
      for (Made object : made) {
        remove(object);
      }
    }
  }

  private void remove(Made object) {
    try {
      cluster.delete(object.resource(), object.namespace(), object.name(), object.uid());
    } catch (ClusterException e) {
      if (e.fault() != Fault.NOT_FOUND && e.fault() != Fault.CONFLICT) {
        throw e;
      }
    }
  }
}
