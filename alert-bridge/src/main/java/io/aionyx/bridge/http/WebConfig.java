package io.aionyx.bridge.http;

import io.aionyx.bridge.config.Section;
import io.aionyx.bridge.config.YamlDoor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** TLS and basic auth in the form the Prometheus exporters share. */
public record WebConfig(Optional<Tls> tls, Map<String, String> basicAuthUsers) {

  /** Files are PEM; the key is PKCS#8. */
  public record Tls(
      Path certFile,
      Path keyFile,
      Optional<Path> clientCaFile,
      ClientAuth clientAuth,
      List<String> protocols) {}

  /** How much a client certificate counts. */
  public enum ClientAuth {
    NONE,
    REQUEST,
    REQUIRE
  }

  public static final WebConfig PLAIN = new WebConfig(Optional.empty(), Map.of());

  /** True when every caller shows a password or a certificate. */
  public boolean authenticates() {
    return !basicAuthUsers.isEmpty()
        || tls.filter(t -> t.clientAuth() == ClientAuth.REQUIRE).isPresent();
  }

  public static WebConfig load(Path file) {
    Section root = YamlDoor.open(file, Map.of());
    Path base = file.toAbsolutePath().resolveSibling("");
    Optional<Tls> tls =
        root.has("tls_server_config")
            ? Optional.of(tls(root.child("tls_server_config"), base))
            : Optional.empty();
    Section http = root.child("http_server_config");
    http.flag("http2", false);
    http.done();
    WebConfig config = new WebConfig(tls, root.map("basic_auth_users"));
    root.done();
    return config;
  }

  private static Tls tls(Section s, Path base) {
    String ca = s.text("client_ca_file", "");
    Tls tls =
        new Tls(
            base.resolve(s.required("cert_file")),
            base.resolve(s.required("key_file")),
            ca.isEmpty() ? Optional.empty() : Optional.of(base.resolve(ca)),
            s.as("client_auth_type", ClientAuth.NONE, WebConfig::clientAuth),
            s.as("min_version", List.of("TLSv1.2", "TLSv1.3"), WebConfig::protocols));
    if (tls.clientAuth() != ClientAuth.NONE && tls.clientCaFile().isEmpty()) {
      throw s.error("client_auth_type", "needs client_ca_file");
    }
    s.done();
    return tls;
  }

  private static ClientAuth clientAuth(String text) {
    return switch (text) {
      case "NoClientCert" -> ClientAuth.NONE;
      case "RequestClientCert", "VerifyClientCertIfGiven" -> ClientAuth.REQUEST;
      case "RequireAnyClientCert", "RequireAndVerifyClientCert" -> ClientAuth.REQUIRE;
      default -> throw new IllegalArgumentException("unknown client_auth_type " + text);
    };
  }

  private static List<String> protocols(String text) {
    return switch (text) {
      case "TLS12" -> List.of("TLSv1.2", "TLSv1.3");
      case "TLS13" -> List.of("TLSv1.3");
      default -> throw new IllegalArgumentException("min_version is TLS12 or TLS13: was " + text);
    };
  }
}
