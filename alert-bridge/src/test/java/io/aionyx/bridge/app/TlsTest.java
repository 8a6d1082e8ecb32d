package io.aionyx.bridge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.bridge.cluster.Leadership;
import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.config.ConfigException;
import io.aionyx.bridge.config.YamlDoor;
import io.aionyx.bridge.sim.SimulatedAlerts;
import io.aionyx.bridge.sim.SimulatedCluster;
import io.aionyx.bridge.sim.SimulatedMetrics;
import io.aionyx.bridge.store.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and client certificates in the exporters' form, with certificates made for the test. */
final class TlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path made;
  @TempDir Path home;

  @BeforeEach
  void copies() throws IOException {
    try (Stream<Path> files = Files.list(made)) {
      for (Path file : files.toList()) {
        Files.copy(file, home.resolve(file.getFileName()));
      }
    }
  }

  @BeforeAll
  static void certificates() throws Exception {
    identity("server");
    identity("client");
    identity("stranger");
  }

  /** A key and its own certificate, by the JDK's keytool, as PKCS#12 and as PEM. */
  private static void identity(String name) throws Exception {
    Path store = made.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(made.resolve(name + ".log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = load(name);
    Key key = keys.getKey(name, PASSWORD);
    Files.writeString(made.resolve(name + ".key"), pem("PRIVATE KEY", key.getEncoded()));
    Files.writeString(
        made.resolve(name + ".crt"), pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + what
        + "-----\n";
  }

  private static KeyStore load(String name) throws Exception {
    return KeyStore.getInstance(made.resolve(name + ".p12").toFile(), PASSWORD);
  }

  private Bridge bridge(String more, boolean acting) throws IOException {
    Files.writeString(
        home.resolve("web.yml"),
        "tls_server_config: {cert_file: server.crt, key_file: server.key" + more);
    String yaml =
        "listen: 127.0.0.1:0\nalertmanager: {url: \"http://am:9093\"}\nstorage: {path: d}\n"
            + "web_config_file: "
            + home.resolve("web.yml")
            + "\n"
            + (acting ? "prometheus: {url: \"http://p:9090\"}\nkubernetes: {enabled: true}\n" : "");
    BridgeConfig config = BridgeConfig.read(YamlDoor.parse("t", yaml, Map.of()));
    Peers peers =
        new Peers(
            new SimulatedCluster(),
            Leadership.alone(),
            Optional.of(new SimulatedMetrics()),
            new SimulatedAlerts(),
            InstantSource.system(),
            () -> {});
    Bridge bridge = new Bridge(config, peers, Database.inMemory());
    bridge.open();
    return bridge;
  }

  private int get(Bridge bridge, String scheme, @Nullable String identity) throws Exception {
    SSLContext tls = SSLContext.getInstance("TLS");
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null, null);
    known.setCertificateEntry("server", load("server").getCertificate("server"));
    trust.init(known);
    KeyManager[] keys = null;
    if (identity != null) {
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(load(identity), PASSWORD);
      keys = own.getKeyManagers();
    }
    tls.init(keys, trust.getTrustManagers(), null);
    try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
      URI uri = URI.create(scheme + "://127.0.0.1:" + bridge.port() + "/-/healthy");
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .statusCode();
    }
  }

  @Test
  void tls_certificateOfOurs_isServed_andPlainTextIsNot() throws Exception {
    try (Bridge bridge = bridge("}\n", false)) {
      assertThat(get(bridge, "https", null)).isEqualTo(200);
      assertThatThrownBy(() -> get(bridge, "http", null)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void clientCertificate_required_letsOnlyItsHolderIn() throws Exception {
    String mutual =
        ", client_ca_file: client.crt, client_auth_type: RequireAndVerifyClientCert,"
            + " min_version: TLS13}\n";
    try (Bridge bridge = bridge(mutual, true)) {
      assertThat(get(bridge, "https", "client")).isEqualTo(200);
      assertThatThrownBy(() -> get(bridge, "https", null)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> get(bridge, "https", "stranger")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void certificate_exchanged_isTakenWithoutARestart() throws Exception {
    try (Bridge bridge = bridge("}\n", false)) {
      assertThat(get(bridge, "https", null)).isEqualTo(200);
      Files.copy(home.resolve("stranger.crt"), replaced("server.crt"));
      Files.copy(home.resolve("stranger.key"), replaced("server.key"));
      bridge.reloadCertificates();
      assertThatThrownBy(() -> get(bridge, "https", null))
          .describedAs("the client does not know the new one")
          .isInstanceOf(SSLException.class);
      Files.writeString(replaced("server.crt"), "rubbish");
      bridge.reloadCertificates();
      assertThat(bridge.port()).describedAs("a broken one is not taken").isPositive();
    }
  }

  private Path replaced(String name) throws IOException {
    Path file = home.resolve(name);
    Files.delete(file);
    return file;
  }

  /** TLS alone says nothing about who calls. */
  @Test
  void acting_behindTlsWithoutAnyAuthentication_doesNotStart() {
    assertThatThrownBy(() -> bridge("}\n", true))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("senders are not authenticated");
    assertThatThrownBy(
            () ->
                bridge(
                    ", client_ca_file: client.crt, client_auth_type: RequestClientCert}\n", true))
        .isInstanceOf(ConfigException.class);
  }
}
