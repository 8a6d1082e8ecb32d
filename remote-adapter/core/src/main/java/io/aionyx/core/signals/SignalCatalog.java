package io.aionyx.core.signals;

import io.aionyx.core.series.Labels;
import io.aionyx.core.series.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which series mean what: the typed form of {@code signals.yaml}.
 *
 * <p>A series that no selector here names feeds nothing and is dropped at the door. The catalogue
 * is read from a parsed tree, since this module reads no files:
 *
 * <pre>{@code
 * kinds: {queue: [namespace, queue]}
 * signals:
 *   pod:
 *     memory_working_set_bytes: {gauge: ['container_memory_working_set_bytes{container!=""}']}
 *     cpu_cores: {rate: ['container_cpu_usage_seconds_total{container!=""}']}
 *     cpu_throttled_ratio:
 *       ratio: {of: [...], to: [...], read: rate, by: [container]}
 *       combine: max
 *     latency_p99_seconds: {quantile: 0.99, of: [http_server_requests_seconds_bucket]}
 * }</pre>
 */
public final class SignalCatalog {
  private static final Set<String> FORMS = Set.of("gauge", "rate", "ratio", "quantile");

  private final Map<String, EntityKind> kinds = new TreeMap<>();
  private final Map<EntityKind, Map<String, Signal>> signals = new TreeMap<>();
  private final Map<String, List<Signal>> byMetric = new HashMap<>();

  private final String source;

  private SignalCatalog(String source) {
    this.source = source;
    for (EntityKind kind :
        List.of(
            EntityKind.NODE,
            EntityKind.POD,
            EntityKind.WORKLOAD,
            EntityKind.PVC,
            EntityKind.SERVICE)) {
      kinds.put(kind.name(), kind);
    }
  }

  /**
   * @throws IllegalArgumentException naming the key that is wrong and why
   */
  public static SignalCatalog of(Map<String, ?> tree) {
    var root = new Tree("signals.yaml", tree);
    root.allow("kinds", "signals");
    var catalog = new SignalCatalog(String.valueOf(tree));
    root.child("kinds")
        .forEach((name, labels) -> catalog.kinds.put(name, new EntityKind(name, labels.strings())));
    root.child("signals").forEach(catalog::addKind);
    return catalog;
  }

  private void addKind(String kindName, Tree ofKind) {
    EntityKind kind = kinds.get(kindName);
    if (kind == null) {
      throw ofKind.wrong("unknown entity kind, known are " + kinds.keySet());
    }
    ofKind.forEach((name, form) -> add(kind, name, form));
  }

  private void add(EntityKind kind, String name, Tree form) {
    var ofKind = signals.computeIfAbsent(kind, k -> new LinkedHashMap<>());
    var signal =
        new Signal(
            kind,
            ofKind.size(),
            name,
            reading(form),
            form.flag("complement", false),
            form.flag("seasonal", false));
    ofKind.put(name, signal);
    for (Selector selector : signal.reading().selectors()) {
      var feeding = byMetric.computeIfAbsent(selector.metric(), m -> new ArrayList<>());
      if (!feeding.contains(signal)) {
        feeding.add(signal);
      }
    }
  }

  private static Reading reading(Tree form) {
    form.allow(
        "unit", "gauge", "rate", "ratio", "quantile", "of", "combine", "complement", "seasonal");
    var chosen = form.keys().stream().filter(FORMS::contains).toList();
    if (chosen.size() != 1) {
      throw form.wrong("needs exactly one of gauge, rate, ratio, quantile: has " + chosen);
    }
    return switch (chosen.get(0)) {
      case "gauge" -> plain(Read.GAUGE, form);
      case "rate" -> plain(Read.RATE, form);
      case "ratio" -> ratio(form.child("ratio"), form.choice("combine", Combine.MAX));
      default -> new Reading.Quantile(form.number("quantile"), selectors(form.child("of")));
    };
  }

  private static Reading plain(Read read, Tree form) {
    String key = read == Read.GAUGE ? "gauge" : "rate";
    return new Reading.Plain(read, selectors(form.child(key)), form.choice("combine", Combine.SUM));
  }

  private static Reading ratio(Tree ratio, Combine combine) {
    ratio.allow("of", "to", "read", "to_read", "by", "absent_is_zero");
    Read read = ratio.choice("read", Read.GAUGE);
    return new Reading.Ratio(
        read,
        ratio.choice("to_read", read),
        selectors(ratio.child("of")),
        selectors(ratio.child("to")),
        ratio.child("by").strings(),
        ratio.flag("absent_is_zero", false),
        combine);
  }

  private static List<Selector> selectors(Tree texts) {
    try {
      return texts.strings().stream().map(Selector::parse).toList();
    } catch (IllegalArgumentException bad) {
      throw texts.wrong(String.valueOf(bad.getMessage()));
    }
  }

  /** Kinds that have signals, in name order. */
  public List<EntityKind> kinds() {
    return List.copyOf(signals.keySet());
  }

  /** The whole of what it was read from; equal texts mean equal catalogues. */
  public String source() {
    return source;
  }

  List<Signal> signals(EntityKind kind) {
    return List.copyOf(signals.getOrDefault(kind, Map.of()).values());
  }

  /** Names of a kind's signals, in order of their index. */
  public List<String> names(EntityKind kind) {
    return List.copyOf(signals.getOrDefault(kind, Map.of()).keySet());
  }

  /** Metric names of the info series that say who belongs to whom. */
  public static Set<String> infos() {
    return Joins.METRICS;
  }

  /** Metric names that feed a signal, for filters at the sender. */
  public Set<String> metrics() {
    return Set.copyOf(byMetric.keySet());
  }

  /**
   * Metric names that a signal cannot do without: of each set at least one has to arrive.
   *
   * @throws IllegalArgumentException where the kind has no such signal
   */
  public List<Set<String>> needs(EntityKind kind, String name) {
    Signal signal = signals.getOrDefault(kind, Map.of()).get(name);
    if (signal == null) {
      throw new IllegalArgumentException("no signal " + kind.name() + "." + name);
    }
    return signal.reading().needs().stream()
        .map(side -> side.stream().map(Selector::metric).collect(Collectors.toSet()))
        .toList();
  }

  /** The signals a series feeds; empty for one that means nothing here. */
  List<Signal> fedBy(Labels series) {
    var candidates = byMetric.getOrDefault(series.metricName(), List.of());
    var fed =
        candidates.stream()
            .filter(s -> s.reading().selectors().stream().anyMatch(sel -> sel.matches(series)))
            .toList();
    // One list for all series of a metric, since each series keeps the one it gets.
    return fed.size() == candidates.size() ? candidates : List.copyOf(fed);
  }
}
