package io.aionyx.predictor.outlook;

import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.predictor.config.ConfigException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One signal of one kind that is forecast.
 *
 * @param index of the signal within its kind
 */
record Watch(EntityKind kind, String signal, int index) {
  private static final Pattern SHARE = Pattern.compile("(?:(\\w+)_)?(?:used|limit)_ratio");
  private static final Pattern EXPIRY = Pattern.compile("(\\w+)_expiry_timestamp_seconds");

  /**
   * @param name {@code kind.signal}, as in {@code node.disk_used_ratio}
   * @throws ConfigException where the catalogue has no such signal
   */
  static Watch of(String name, SignalCatalog catalog) {
    int dot = name.indexOf('.');
    String kindName = name.substring(0, Math.max(dot, 0));
    String signal = name.substring(dot + 1);
    for (EntityKind kind : catalog.kinds()) {
      int index = kind.name().equals(kindName) ? catalog.names(kind).indexOf(signal) : -1;
      if (index >= 0) {
        return new Watch(kind, signal, index);
      }
    }
    throw new ConfigException(
        "forecast.signals: the signal catalogue has no " + name + "; signals are kind.name");
  }

  static List<Watch> all(List<String> names, SignalCatalog catalog) {
    return names.stream().distinct().map(name -> of(name, catalog)).toList();
  }

  /** {@code kind.signal}, as it is configured. */
  String name() {
    return kind.name() + "." + signal;
  }

  /**
   * What is used up when the signal reaches 1, by the name of the signal: {@code
   * connection_pool_used_ratio} is a share of the resource {@code connection_pool}.
   */
  Optional<String> resource() {
    Matcher share = SHARE.matcher(signal);
    return share.matches()
        ? Optional.of(share.group(1) == null ? "volume" : share.group(1))
        : Optional.empty();
  }

  /** What ends at the moment that the signal names, such as a certificate. */
  Optional<String> expires() {
    Matcher expiry = EXPIRY.matcher(signal);
    return expiry.matches() ? Optional.of(expiry.group(1)) : Optional.empty();
  }
}
