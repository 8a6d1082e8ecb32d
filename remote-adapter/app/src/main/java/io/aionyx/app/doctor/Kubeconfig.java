package io.aionyx.app.doctor;

import io.aionyx.predictor.config.YamlDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.pem.util.PemUtils;
import org.jspecify.annotations.Nullable;

/**
 * The current context of a kubeconfig: server, authorities, and a token or a client certificate.
 * Plugins that fetch credentials are not run; {@code kubectl proxy} serves those who need one.
 */
record Kubeconfig(Map<?, ?> cluster, Map<?, ?> user, Path folder) {
  /**
   * @throws IllegalArgumentException naming what is missing
   */
  static Kubeconfig read(Path file) {
    Map<?, ?> root = YamlDocument.read(file).plain();
    Map<?, ?> context = named(root, "contexts", "context", root.get("current-context"));
    return new Kubeconfig(
        named(root, "clusters", "cluster", context.get("cluster")),
        context.containsKey("user") ? named(root, "users", "user", context.get("user")) : Map.of(),
        file.toAbsolutePath().resolveSibling(""));
  }

  private static Map<?, ?> named(Map<?, ?> root, String list, String key, @Nullable Object name) {
    if (root.get(list) instanceof List<?> entries) {
      for (Object entry : entries) {
        if (entry instanceof Map<?, ?> one
            && String.valueOf(one.get("name")).equals(String.valueOf(name))
            && one.get(key) instanceof Map<?, ?> found) {
          return found;
        }
      }
    }
    throw new IllegalArgumentException("the kubeconfig has no " + key + " named " + name);
  }

  Peer connect() {
    if (user.containsKey("exec") || user.containsKey("auth-provider")) {
      throw new IllegalArgumentException(
          "the kubeconfig asks a plugin for credentials: run kubectl proxy, and name a kubeconfig"
              + " whose server is http://127.0.0.1:8001");
    }
    return new Peer(client(), URI.create(String.valueOf(cluster.get("server"))), token());
  }

  private Optional<String> token() {
    if (user.get("token") instanceof String token) {
      return Optional.of(token);
    }
    return user.get("tokenFile") instanceof String file
        ? Optional.of(new String(bytes(folder.resolve(file)), StandardCharsets.UTF_8).strip())
        : Optional.empty();
  }

  private HttpClient client() {
    Optional<InputStream> authorities = pem(cluster, "certificate-authority");
    Optional<InputStream> certificate = pem(user, "client-certificate");
    var tls = SSLFactory.builder();
    authorities.ifPresentOrElse(
        ca -> tls.withTrustMaterial(PemUtils.loadTrustMaterial(ca)), tls::withDefaultTrustMaterial);
    certificate.ifPresent(
        chain ->
            tls.withIdentityMaterial(
                PemUtils.loadIdentityMaterial(
                    chain, pem(user, "client-key").orElseThrow(Kubeconfig::noKey))));
    return HttpClient.newBuilder().sslContext(tls.build().getSslContext()).build();
  }

  private static IllegalArgumentException noKey() {
    return new IllegalArgumentException(
        "the kubeconfig has a client-certificate and no client-key");
  }

  /** As a file, or inline. */
  private Optional<InputStream> pem(Map<?, ?> of, String key) {
    if (of.get(key + "-data") instanceof String data) {
      return Optional.of(new ByteArrayInputStream(Base64.getMimeDecoder().decode(data)));
    }
    return of.get(key) instanceof String file
        ? Optional.of(new ByteArrayInputStream(bytes(folder.resolve(file))))
        : Optional.empty();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
