package io.aionyx.bridge.domain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What may fail and may be acted on, identified by exactly the labels kube-state-metrics gives its
 * kind.
 *
 * @param cluster value of the alert's {@code cluster} label; may be empty in one-cluster setups
 * @param kind {@code node}, {@code pod}, {@code workload}, {@code pvc}, {@code service}, {@code
 *     certificate}, or a kind the configuration declares
 */
public record Target(String cluster, String kind, SortedMap<String, String> identity) {

  /** Identity labels of the kinds known without configuration. */
  public static final Map<String, List<String>> KINDS =
      Map.of(
          "node", List.of("node"),
          "pod", List.of("namespace", "pod"),
          "workload", List.of("namespace", "workload", "workload_kind"),
          "pvc", List.of("namespace", "persistentvolumeclaim"),
          "service", List.of("namespace", "service"),
          "certificate", List.of("namespace", "name"));

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
  private static final Pattern WORKLOAD_KIND = Pattern.compile("[A-Z][A-Za-z]{0,62}");
  private static final Pattern CLUSTER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}|");

  public Target {
    check("cluster", cluster, CLUSTER);
    check("entity_kind", kind, NAME);
    identity.forEach((name, value) -> check(name, value, pattern(name)));
    identity = Collections.unmodifiableSortedMap(new TreeMap<>(identity));
  }

  /**
   * Takes the target out of alert labels.
   *
   * @param kinds identity labels per kind, {@link #KINDS} plus what the user declared
   * @throws UntrustedLabelException when the kind is unknown, a label is missing, or a value is no
   *     Kubernetes name
   */
  public static Target of(Map<String, String> labels, Map<String, List<String>> kinds) {
    String kind = labels.getOrDefault("entity_kind", "");
    List<String> names = kinds.get(kind);
    if (names == null) {
      throw new UntrustedLabelException("entity_kind is unknown: was " + Printable.of(kind));
    }
    SortedMap<String, String> identity = new TreeMap<>();
    names.forEach(name -> identity.put(name, labels.getOrDefault(name, "")));
    return new Target(labels.getOrDefault("cluster", ""), kind, identity);
  }

  private static Pattern pattern(String label) {
    return label.equals("workload_kind") ? WORKLOAD_KIND : NAME;
  }

  private static void check(String label, String value, Pattern pattern) {
    if (!pattern.matcher(value).matches()) {
      throw new UntrustedLabelException(
          "label " + Printable.of(label) + " is not a name: was " + Printable.of(value));
    }
  }

  /** Empty for cluster-scoped targets. */
  public String namespace() {
    return identity.getOrDefault("namespace", "");
  }

  /** The object's own name: the identity label which is neither namespace nor kind. */
  public String name() {
    return identity.entrySet().stream()
        .filter(e -> !e.getKey().equals("namespace") && !e.getKey().equals("workload_kind"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  /** Empty unless the target is a workload. */
  public String workloadKind() {
    return identity.getOrDefault("workload_kind", "");
  }

  /** Unique text for storage and for people: {@code prod/pod/shop/cart-0}. */
  public String key() {
    String where = namespace().isEmpty() ? "" : namespace() + "/";
    String what = workloadKind().isEmpty() ? "" : workloadKind() + "/";
    return (cluster.isEmpty() ? "-" : cluster) + "/" + kind + "/" + where + what + name();
  }
}
