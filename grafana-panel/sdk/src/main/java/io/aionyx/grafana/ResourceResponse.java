package io.aionyx.grafana;

import io.aionyx.grafana.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An HTTP answer to the front end. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; nobody compares answers
public record ResourceResponse(int status, Map<String, List<String>> headers, byte[] body) {
  public ResourceResponse {
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("status must be in [100, 599]: was " + status);
    }
    headers = Map.copyOf(headers);
  }

  public static ResourceResponse of(int status, String contentType, byte[] body) {
    return new ResourceResponse(status, Map.of("Content-Type", List.of(contentType)), body);
  }

  /** Anything {@link Json#bytes} can write. */
  public static ResourceResponse json(int status, Object value) {
    return of(status, "application/json", Json.bytes(value));
  }

  public static ResourceResponse text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** The form Grafana's front end shows as an error. */
  public static ResourceResponse error(int status, String message) {
    return json(status, Map.of("message", message));
  }
}
