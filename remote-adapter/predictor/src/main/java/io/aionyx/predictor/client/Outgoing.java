package io.aionyx.predictor.client;

import io.aionyx.predictor.config.Config.Authorization;
import io.aionyx.predictor.config.ConfigException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.exception.GenericException;
import nl.altindag.ssl.pem.util.PemUtils;
import org.jspecify.annotations.Nullable;

/** What all clients have in common. */
public final class Outgoing {
  private Outgoing() {}

  /**
   * A client of HTTP/1.1, which trusts the JDK's authorities or those of a PEM file.
   *
   * @param timeout of connecting
   * @throws ConfigException if the file cannot be used
   */
  public static HttpClient client(@Nullable Path caFile, Duration timeout) {
    return trusting(caFile).version(HttpClient.Version.HTTP_1_1).connectTimeout(timeout).build();
  }

  /**
   * A client that trusts the JDK's authorities, or those of a PEM file.
   *
   * @throws ConfigException if the file cannot be used
   */
  public static HttpClient.Builder trusting(@Nullable Path caFile) {
    var builder = HttpClient.newBuilder();
    if (caFile == null) {
      return builder;
    }
    try {
      var factory =
          SSLFactory.builder().withTrustMaterial(PemUtils.loadTrustMaterial(caFile)).build();
      return builder.sslContext(factory.getSslContext());
    } catch (GenericException e) {
      throw new ConfigException("ca_file " + caFile + " cannot be used: " + e.getMessage());
    }
  }

  /**
   * The headers of a request; secrets are read now, so that a renewed one counts.
   *
   * @throws ConfigException if a secret cannot be read
   */
  public static Map<String, String> headers(
      Authorization authorization, Map<String, String> others) {
    var headers = new TreeMap<>(others);
    switch (authorization) {
      case Authorization.None _ -> {}
      case Authorization.Basic basic ->
          headers.put(
              "Authorization",
              "Basic " + base64(basic.username() + ":" + basic.password().value()));
      case Authorization.Bearer bearer ->
          headers.put("Authorization", "Bearer " + bearer.token().value());
    }
    return headers;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
