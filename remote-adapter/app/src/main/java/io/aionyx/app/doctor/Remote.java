package io.aionyx.app.doctor;

import io.aionyx.predictor.config.YamlDocument;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code remote_write} or {@code remote_read} in Prometheus' configuration.
 *
 * @param requiredMatchers of a read: which selectors are asked for there
 */
record Remote(URI url, boolean readRecent, Map<String, String> requiredMatchers) {
  /** Both lists, as Prometheus shows its configuration. */
  record Lanes(List<Remote> writes, List<Remote> reads) {
    static Lanes of(String yaml) {
      Map<?, ?> root = YamlDocument.parse("prometheus.yml", yaml).plain();
      return new Lanes(list(root, "remote_write"), list(root, "remote_read"));
    }

    private static List<Remote> list(Map<?, ?> root, String key) {
      return root.get(key) instanceof List<?> entries
          ? entries.stream().flatMap(Remote::of).toList()
          : List.of();
    }
  }

  private static Stream<Remote> of(@Nullable Object entry) {
    return entry instanceof Map<?, ?> fields && fields.get("url") instanceof String url
        ? Stream.of(
            new Remote(
                URI.create(url),
                Boolean.TRUE.equals(fields.get("read_recent")),
                texts(fields.get("required_matchers"))))
        : Stream.empty();
  }

  private static Map<String, String> texts(@Nullable Object matchers) {
    return matchers instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .collect(
                Collectors.toMap(
                    e -> String.valueOf(e.getKey()), e -> String.valueOf(e.getValue())))
        : Map.of();
  }

  /**
   * Whether it may lead to a predictor. Prometheus and the doctor may know one by different names,
   * so the port decides.
   */
  boolean leadsTo(URI predictor) {
    return port(url) == port(predictor);
  }

  private static int port(URI uri) {
    if (uri.getPort() > 0) {
      return uri.getPort();
    }
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }
}
