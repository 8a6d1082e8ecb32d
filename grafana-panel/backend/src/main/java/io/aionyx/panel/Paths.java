package io.aionyx.panel;

import io.aionyx.grafana.PluginException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Paths of upstream resources, built from names that may hold anything. */
final class Paths {
  private Paths() {}

  /** An entity may be written with slashes between its names, which stay. */
  static String explanation(String entityKind, String entity) {
    return "/api/v1/explanations/" + encoded(entityKind + "/" + entity);
  }

  private static String encoded(String path) {
    return Arrays.stream(path.split("/", -1)).map(Paths::segment).collect(Collectors.joining("/"));
  }

  private static String segment(String segment) {
    if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
      throw PluginException.badRequest("an entity's name has no empty or dotted part");
    }
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
