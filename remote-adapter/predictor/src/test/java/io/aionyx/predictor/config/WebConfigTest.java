package io.aionyx.predictor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebConfigTest {
  @TempDir private Path folder;

  private WebConfig read(String yaml) throws Exception {
    return WebConfig.read(Files.writeString(folder.resolve("web.yml"), yaml));
  }

  @Test
  void read_toolkitForm_isMapped() throws Exception {
    Files.writeString(folder.resolve("token"), "abc");
    var config =
        read(
            """
            tls_server_config:
              cert_file: server.crt
              key_file: server.key
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: ca.crt
              min_version: TLS13
            http_server_config:
              headers: {Strict-Transport-Security: max-age=1}
            basic_auth_users:
              alice: $2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi
            bearer_token_files: [token]
            """);

    assertThat(config.tls())
        .isEqualTo(
            new WebConfig.Tls(
                folder.resolve("server.crt"),
                folder.resolve("server.key"),
                WebConfig.ClientAuth.REQUIRED,
                folder.resolve("ca.crt"),
                "TLSv1.3"));
    assertThat(config.users()).containsOnlyKeys("alice");
    assertThat(config.bearerTokens()).hasSize(1);
    assertThat(config.headers()).containsKey("Strict-Transport-Security");
  }

  @Test
  void read_mistakes_areNamed() {
    assertThatThrownBy(() -> read("basic_auth_users: {a: plaintext}\n"))
        .hasMessageContaining("bcrypt")
        .hasMessageNotContaining("plaintext");
    assertThatThrownBy(() -> read("tls_server_config: {cert_file: a}\n"))
        .hasMessageContaining("tls_server_config.key_file");
    assertThatThrownBy(() -> read("tls_server_conf: {}\n")).hasMessageContaining("web.yml:1");
    assertThatThrownBy(() -> read("http_server_config: {headers: {Set-Cookie: x}}\n"))
        .hasMessageContaining("Set-Cookie");
    assertThatThrownBy(() -> read("bearer_token_files: [none]\n")).hasMessageContaining("none");
  }
}
