package io.aionyx.bridge.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * An HTTP server the bridge calls.
 *
 * @param bearerTokenFile read again on each call, so that it can be rotated
 */
public record Endpoint(URI url, Optional<Path> bearerTokenFile, Duration timeout) {

  public Endpoint {
    if (url.getScheme() == null || !url.getScheme().matches("https?") || url.getHost() == null) {
      throw new IllegalArgumentException("url must start with http:// or https://: was " + url);
    }
  }

  static Endpoint read(Section section) {
    Endpoint endpoint =
        new Endpoint(
            section.as("url", URI.create("http://unset"), Endpoint::server),
            file(section, "bearer_token_file"),
            section.duration("timeout", Duration.ofSeconds(10)));
    section.done();
    return endpoint;
  }

  private static URI server(String text) {
    return new Endpoint(URI.create(text.replaceAll("/+$", "")), Optional.empty(), Duration.ZERO)
        .url();
  }

  static Optional<Path> file(Section section, String key) {
    String path = section.text(key, "");
    return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
  }
}
