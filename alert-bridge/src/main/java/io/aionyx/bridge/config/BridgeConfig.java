package io.aionyx.bridge.config;

import io.aionyx.bridge.domain.Target;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All of bridge.yaml. {@code listen}, {@code alertmanager.url} and {@code storage.path} are enough
 * to start; without {@code prometheus} and {@code kubernetes} the bridge can only advise.
 */
public record BridgeConfig(
    InetSocketAddress listen,
    Optional<Path> webConfigFile,
    Endpoint alertmanager,
    Optional<Endpoint> prometheus,
    Path storage,
    Kubernetes kubernetes,
    Webhook webhook,
    List<Person> people,
    Map<String, List<String>> kinds,
    Playbooks playbooks,
    GateConfig gates,
    Learning learning,
    List<DelegateConfig> delegates) {

  /** {@code enabled: false} leaves the cluster alone whatever the modes say. */
  public record Kubernetes(
      boolean enabled,
      Optional<Path> kubeconfig,
      String namespace,
      Duration timeout,
      boolean leaderElection) {}

  public record Webhook(List<Path> tokenFiles, int maxBodyBytes, int maxDepth, int maxAlerts) {}

  /** Someone who may approve, named by the token they present. */
  public record Person(String name, Path tokenFile, boolean onBehalf) {}

  public record Playbooks(boolean shipped, List<Path> files) {}

  public record Learning(boolean enabled, double explorationFloor) {}

  /**
   * @throws ConfigException naming key and line
   */
  public static BridgeConfig load(Path file, Map<String, String> environment) {
    return read(YamlDoor.open(file, environment));
  }

  public static BridgeConfig read(Section root) {
    Section storage = root.child("storage");
    Section delegates = root.child("delegates");
    BridgeConfig config =
        new BridgeConfig(
            root.as("listen", new InetSocketAddress("0.0.0.0", 9202), BridgeConfig::address),
            Endpoint.file(root, "web_config_file"),
            alertmanager(root),
            root.child("prometheus").has("url")
                ? Optional.of(Endpoint.read(root.child("prometheus")))
                : Optional.empty(),
            Path.of(storage.required("path")),
            kubernetes(root.child("kubernetes")),
            webhook(root.child("webhook")),
            root.children("people").stream().map(BridgeConfig::person).toList(),
            kinds(root),
            playbooks(root.child("playbooks")),
            GateConfig.read(root.child("gates")),
            learning(root.child("learning")),
            delegates(delegates));
    storage.done();
    delegates.done();
    root.done();
    config.check(root);
    return config;
  }

  /** True when the bridge may act and only the web configuration can tell who calls. */
  public boolean needsWebAuthentication() {
    return kubernetes.enabled() && webhook.tokenFiles().isEmpty();
  }

  /** Acting for a sender nobody has named would make the webhook an open door to the cluster. */
  private void check(Section root) {
    if (kubernetes.enabled() && webhook.tokenFiles().isEmpty() && webConfigFile.isEmpty()) {
      throw root.error(
          "kubernetes",
          "is enabled but senders are not authenticated: set webhook.token_files or"
              + " web_config_file");
    }
    if (kubernetes.enabled() && prometheus.isEmpty()) {
      throw root.error("kubernetes", "is enabled but prometheus.url is missing: nothing to check");
    }
  }

  private static Endpoint alertmanager(Section root) {
    Section section = root.child("alertmanager");
    section.required("url");
    return Endpoint.read(section);
  }

  static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 0 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
      throw new IllegalArgumentException("an address is written like 0.0.0.0:9202: was " + text);
    }
    String host = colon == 0 ? "0.0.0.0" : text.substring(0, colon);
    return new InetSocketAddress(host, Integer.parseInt(port));
  }

  private static Kubernetes kubernetes(Section s) {
    Kubernetes kubernetes =
        new Kubernetes(
            s.flag("enabled", false),
            Endpoint.file(s, "kubeconfig"),
            s.text("namespace", "aionyx"),
            s.duration("timeout", Duration.ofSeconds(10)),
            s.flag("leader_election", true));
    s.done();
    return kubernetes;
  }

  private static Webhook webhook(Section s) {
    List<Path> tokens = s.texts("token_files", List.of()).stream().map(Path::of).toList();
    if (tokens.size() > 2) {
      throw s.error("token_files", "holds at most two, the present one and the next");
    }
    Webhook webhook =
        new Webhook(
            tokens,
            s.integer("max_body_bytes", 1 << 20, 1024, 64 << 20),
            s.integer("max_depth", 32, 4, 200),
            s.integer("max_alerts", 1000, 1, 100_000));
    s.done();
    return webhook;
  }

  private static Person person(Section s) {
    Person person =
        new Person(
            s.required("name"), Path.of(s.required("token_file")), s.flag("on_behalf", false));
    s.done();
    return person;
  }

  private static Map<String, List<String>> kinds(Section root) {
    Map<String, List<String>> kinds = new HashMap<>(Target.KINDS);
    kinds.putAll(root.lists("kinds"));
    return Map.copyOf(kinds);
  }

  private static Playbooks playbooks(Section s) {
    Playbooks playbooks =
        new Playbooks(
            s.flag("shipped", true), s.texts("files", List.of()).stream().map(Path::of).toList());
    s.done();
    return playbooks;
  }

  private static Learning learning(Section s) {
    Learning learning =
        new Learning(s.flag("enabled", false), s.number("exploration_floor", 0.05, 0, 1));
    s.done();
    return learning;
  }

  private static List<DelegateConfig> delegates(Section s) {
    List<DelegateConfig> all = new java.util.ArrayList<>();
    s.children("jobs").forEach(job -> all.add(DelegateConfig.job(job)));
    s.children("webhooks").forEach(hook -> all.add(DelegateConfig.webhook(hook)));
    return List.copyOf(all);
  }
}
