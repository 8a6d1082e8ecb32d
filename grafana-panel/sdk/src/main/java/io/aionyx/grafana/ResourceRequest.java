package io.aionyx.grafana;

import io.aionyx.grafana.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as Grafana hands it on. Headers come from the browser: fine for content types,
 * worthless for identity, which is in {@link PluginContext#user}.
 *
 * @param path decoded, without leading slash and query
 * @param url as sent, with the query string
 * @param headers by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; nobody compares requests
public record ResourceRequest(
    PluginContext context,
    String method,
    String path,
    String url,
    Map<String, List<String>> headers,
    byte[] body) {
  public ResourceRequest {
    path = path.startsWith("/") ? path.substring(1) : path;
  }

  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** The first value of a query parameter, decoded; empty when absent or without value. */
  public Optional<String> parameter(String name) {
    return rawQuery().stream()
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2 && decode(pair[0]).equals(name))
        .map(pair -> decode(pair[1]))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /** The query string without question mark, still encoded; empty when there is none. */
  public String queryString() {
    int mark = url.indexOf('?');
    return mark < 0 ? "" : url.substring(mark + 1);
  }

  /**
   * The body as a JSON object, empty when there is none.
   *
   * @throws PluginException 400 when the body is not a JSON object
   */
  public Map<String, Object> json() {
    try {
      return Json.object(body);
    } catch (IllegalArgumentException e) {
      throw PluginException.badRequest("the body is " + e.getMessage());
    }
  }

  private List<String> rawQuery() {
    return List.of(queryString().split("&"));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw PluginException.badRequest("the query string is not well encoded: " + text);
    }
  }
}
