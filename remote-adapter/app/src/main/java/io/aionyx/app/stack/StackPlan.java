package io.aionyx.app.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a {@link Stack} is to consist of.
 *
 * @param directory where configuration, data and logs go; made if absent
 * @param rules rule files to evaluate
 * @param evaluationInterval of the rules
 * @param webhook where Alertmanager sends alerts, firing and resolved; without one they stay there
 * @param targets what Prometheus scrapes every second: {@code host:port} by job
 * @param version of the remote-write protocol that Prometheus sends with
 */
public record StackPlan(
    Path directory,
    List<Path> rules,
    Duration evaluationInterval,
    Optional<URI> webhook,
    Map<String, String> targets,
    WriteVersion version) {

  /** Of the remote-write protocol; Prometheus sends 2.0 only since 2.55. */
  public enum WriteVersion {
    V1("prometheus.WriteRequest"),
    V2("io.prometheus.write.v2.Request");

    private final String message;

    WriteVersion(String message) {
      this.message = message;
    }

    String message() {
      return message;
    }
  }

  public StackPlan {
    if (evaluationInterval.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "evaluation interval must be at least 1s: was " + evaluationInterval);
    }
    directory = directory.toAbsolutePath();
    rules = rules.stream().map(Path::toAbsolutePath).toList();
    targets = Map.copyOf(new TreeMap<>(targets));
  }

  public StackPlan withTargets(Map<String, String> others) {
    return new StackPlan(directory, rules, evaluationInterval, webhook, others, version);
  }

  /** The same with a bridge that is alerted and scraped. */
  StackPlan withBridge(URI bridge) {
    Map<String, String> more = new TreeMap<>(targets);
    more.put("aionyx-bridge", bridge.getAuthority());
    return new StackPlan(
        directory,
        rules,
        evaluationInterval,
        Optional.of(bridge.resolve("/api/v1/alertmanager")),
        more,
        version);
  }

  public StackPlan withVersion(WriteVersion other) {
    return new StackPlan(directory, rules, evaluationInterval, webhook, targets, other);
  }
}
