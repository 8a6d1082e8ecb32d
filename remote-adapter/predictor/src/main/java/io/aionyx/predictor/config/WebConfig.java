package io.aionyx.predictor.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may talk to the predictor and how: {@code web.yml} in the form of the Prometheus
 * exporter-toolkit, with bearer tokens as an addition.
 *
 * @param users bcrypt hashes by user name
 * @param bearerTokens accepted tokens; each is read from its file at every check
 * @param headers added to every answer
 */
public record WebConfig(
    @Nullable Tls tls,
    Map<String, String> users,
    List<Secret> bearerTokens,
    Map<String, String> headers) {
  /** Plain HTTP, everybody is welcome. */
  public static final WebConfig OPEN = new WebConfig(null, Map.of(), List.of(), Map.of());

  private static final Set<String> SAFE_HEADERS =
      Set.of(
          "content-security-policy",
          "strict-transport-security",
          "x-content-type-options",
          "x-frame-options",
          "x-xss-protection");

  public WebConfig {
    users = Map.copyOf(users);
    bearerTokens = List.copyOf(bearerTokens);
    headers = Map.copyOf(headers);
  }

  /**
   * @param clientCa certificates that client certificates are checked against, or null
   */
  public record Tls(
      Path certificate, Path key, ClientAuth clientAuth, @Nullable Path clientCa, String least) {}

  public enum ClientAuth {
    NONE("noclientcert"),
    WANTED("verifyclientcertifgiven"),
    REQUIRED("requireandverifyclientcert");

    private final String label;

    ClientAuth(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  public boolean authenticates() {
    return !users.isEmpty() || !bearerTokens.isEmpty();
  }

  /**
   * Relative paths stand beside the file, as the exporter-toolkit has it.
   *
   * @throws ConfigException naming file, line and key
   */
  public static WebConfig read(Path file) {
    Path folder = file.resolveSibling("").toAbsolutePath();
    Section root = Section.root(YamlDocument.read(file), Map.of());
    var config =
        new WebConfig(
            tls(root, folder),
            users(root),
            root.textList("bearer_token_files").stream()
                .map(path -> (Secret) new Secret.FromFile(folder.resolve(path)))
                .toList(),
            headers(root.section("http_server_config")));
    root.end();
    config.bearerTokens().forEach(Secret::value);
    return config;
  }

  private static @Nullable Tls tls(Section root, Path folder) {
    Section section = root.section("tls_server_config");
    if (!root.has("tls_server_config")) {
      return null;
    }
    var auth = section.choice("client_auth_type", ClientAuth.NONE, ClientAuth::label);
    String clientCa = section.text("client_ca_file", "");
    var tls =
        new Tls(
            folder.resolve(section.required("cert_file")),
            folder.resolve(section.required("key_file")),
            auth,
            clientCa.isEmpty() ? null : folder.resolve(clientCa),
            leastVersion(section));
    section.end();
    if (auth != ClientAuth.NONE && tls.clientCa() == null) {
      throw section.error("client_auth_type needs client_ca_file");
    }
    return tls;
  }

  private static String leastVersion(Section section) {
    return section.read(
        "min_version",
        "TLSv1.2",
        text ->
            switch (text) {
              case "TLS12" -> "TLSv1.2";
              case "TLS13" -> "TLSv1.3";
              default -> throw new IllegalArgumentException("must be TLS12 or TLS13: was " + text);
            });
  }

  private static Map<String, String> users(Section root) {
    Map<String, String> users = root.texts("basic_auth_users");
    users.forEach(
        (user, hash) -> {
          if (!hash.matches("\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}")) {
            throw root.error("basic_auth_users." + user + " must be a bcrypt hash");
          }
        });
    return users;
  }

  private static Map<String, String> headers(Section section) {
    Map<String, String> headers = section.texts("headers");
    var unknown = new HashSet<>(headers.keySet());
    unknown.removeIf(name -> SAFE_HEADERS.contains(name.toLowerCase(Locale.ROOT)));
    if (!unknown.isEmpty()) {
      throw section.error("headers may only be " + SAFE_HEADERS + ": was " + unknown);
    }
    section.end();
    return headers;
  }
}
