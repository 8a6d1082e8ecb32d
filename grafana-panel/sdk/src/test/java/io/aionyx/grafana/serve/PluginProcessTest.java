package io.aionyx.grafana.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.grafana.host.PluginHost;
import io.aionyx.grafana.json.Json;
import io.aionyx.grafana.process.Handshake;
import io.aionyx.grafana.process.HostSocketFactory;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin as a process, in good and in strange environments. */
class PluginProcessTest {
  private static final List<String> COMMAND = JavaCommand.of(BusyPlugin.class);
  private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

  @TempDir private Path directory;

  private Map<String, String> socketsHere() {
    return Map.of("PLUGIN_UNIX_SOCKET_DIR", directory.toString());
  }

  @Test
  void socket_isForItsOwnerOnlyAndGoneAtTheEnd() throws Exception {
    try (PluginHost host = PluginHost.start(COMMAND, socketsHere())) {
      Path socket = Path.of(host.handshake().address());
      assertThat(host.handshake().network()).isEqualTo("unix");
      assertThat(socket).hasParent(directory).exists();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rwx------");
      assertThat(host.serves()).isTrue();

      assertThat(host.stop())
          .hasValueSatisfying(time -> assertThat(time).isLessThan(Duration.ofSeconds(2)));
      assertThat(host.process().exitStatus()).isZero();
      assertThat(socket).doesNotExist();
    }
  }

  @Test
  void stop_isGracefulWhileChannelsAndTheBrokerAreOpen() throws Exception {
    try (PluginHost host = PluginHost.start(COMMAND, socketsHere())) {
      Calls.openBroker(host.channel());
      assertThat(Calls.ticks(host)).hasNext();

      assertThat(host.stop()).isPresent();
    }
  }

  @Test
  void standardOutput_isOneLineWhateverThePluginPrints() throws Exception {
    PluginHost host = PluginHost.start(COMMAND, socketsHere());
    assertThat(Calls.get(host, "print").body()).isEqualTo("printed");
    host.stop();

    assertThat(host.process().standardOutput()).containsExactly(host.handshake().line());
    assertThat(host.process().standardError())
        .anyMatch(line -> line.contains("this would have broken the handshake"));
  }

  @Test
  void standardError_isHclogOnly() throws Exception {
    PluginHost host = PluginHost.start(COMMAND, socketsHere());
    assertThat(Calls.get(host, "bug").status()).isEqualTo(500);
    host.stop();

    assertThat(host.process().standardError())
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(Json.object(line.getBytes(UTF_8)))
                    .containsKeys("@level", "@message")
                    .hasEntrySatisfying(
                        "@timestamp", at -> assertThat(at.toString()).matches(TIMESTAMP)));
  }

  @Test
  void directoryThatIsMissing_meansTcp() throws Exception {
    Map<String, String> nowhere =
        Map.of("PLUGIN_UNIX_SOCKET_DIR", directory.resolve("missing").toString());

    try (PluginHost host = PluginHost.start(COMMAND, nowhere)) {
      assertThat(host.handshake().network()).isEqualTo("tcp");
      assertThat(host.handshake().address()).startsWith("127.0.0.1:");
      assertThat(host.serves()).isTrue();
      assertThat(host.process().standardError())
          .anyMatch(line -> line.contains("listening on TCP"));
    }
  }

  @Test
  void pathTooLongForASocket_meansTcp() throws Exception {
    Path deep = Files.createDirectories(directory.resolve("d".repeat(100)));

    try (PluginHost host =
        PluginHost.start(COMMAND, Map.of("PLUGIN_UNIX_SOCKET_DIR", deep.toString()))) {
      assertThat(host.handshake().network()).isEqualTo("tcp");
    }
  }

  @Test
  void tcp_isChosenByAnAdministrator() throws Exception {
    try (PluginHost host = PluginHost.start(COMMAND, Map.of("GF_PLUGIN_TRANSPORT", "tcp"))) {
      assertThat(host.handshake().network()).isEqualTo("tcp");
      assertThat(host.serves()).isTrue();
    }
  }

  @Test
  void garbageEnvironment_isSurvived() throws Exception {
    Map<String, String> garbage =
        Map.of(
            "grafana_plugin_type", "\uFFFD",
            "PLUGIN_PROTOCOL_VERSIONS", "one,,two",
            "PLUGIN_MIN_PORT", "a",
            "PLUGIN_MAX_PORT", "99999999999999999999",
            "PLUGIN_UNIX_SOCKET_DIR", directory.toString(),
            "PLUGIN_UNIX_SOCKET_GROUP", "no-such-group",
            "PLUGIN_MULTIPLEX_GRPC", "perhaps");

    try (PluginHost host = PluginHost.start(COMMAND, garbage)) {
      assertThat(host.handshake().line()).endsWith("|grpc||false");
      assertThat(host.serves()).isTrue();
    }
  }

  @Test
  void garbageCertificate_stopsTheStartWithAReason() {
    Map<String, String> garbage = Map.of("PLUGIN_CLIENT_CERT", "not a certificate");

    assertThatThrownBy(() -> PluginHost.start(COMMAND, garbage))
        .hasStackTraceContaining("cannot start");
  }

  @Test
  void mutualTls_letsTheHostInAndNobodyElse() throws Exception {
    try (PluginHost host = PluginHost.startWithTls(COMMAND, socketsHere())) {
      assertThat(host.handshake().certificate()).isNotEmpty().doesNotContain("=");
      assertThat(host.serves()).isTrue();

      ManagedChannel stranger = plaintext(host.handshake());
      assertThatThrownBy(() -> check(stranger)).isInstanceOf(StatusRuntimeException.class);
      stranger.shutdownNow();
      assertThat(host.serves()).isTrue();
    }
  }

  @Test
  void mutualTls_worksOverTcpToo() throws Exception {
    try (PluginHost host = PluginHost.startWithTls(COMMAND, Map.of("GF_PLUGIN_TRANSPORT", "tcp"))) {
      assertThat(host.serves()).isTrue();
      assertThat(host.stop()).isPresent();
    }
  }

  @Test
  void killedPlugin_canBeStartedAgain() throws Exception {
    PluginHost first = PluginHost.start(COMMAND, socketsHere());
    first.process().kill();
    first.stop();
    assertThat(first.process().exitStatus()).isEqualTo(128 + 9);

    try (PluginHost second = PluginHost.start(COMMAND, socketsHere())) {
      assertThat(second.serves()).isTrue();
    }
  }

  @Test
  void garbageBytes_doNotDisturbOtherCallers() throws Exception {
    try (PluginHost host = PluginHost.start(COMMAND, Map.of("GF_PLUGIN_TRANSPORT", "tcp"))) {
      try (var socket = new HostSocketFactory(host.handshake()).createSocket("", 0)) {
        socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
        socket.getOutputStream().flush();
      }
      assertThat(host.serves()).isTrue();
    }
  }

  @Test
  void standalone_cannotBeStoppedByAHost() throws Exception {
    PluginServer server =
        PluginServer.startStandalone(
            BusyPlugin.plugin(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    ManagedChannel channel = plaintext(Handshake.parse(server.handshakeLine()));
    Calls.shutdown(channel);

    assertThat(check(channel)).isTrue();
    channel.shutdownNow();
    server.close();
  }

  @Test
  void standaloneAddressThatIsNone_isNamed() throws Exception {
    Process process = start("--standalone", "nowhere");

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
        .contains("HOST:PORT", "nowhere");
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(COMMAND);
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private static ManagedChannel plaintext(Handshake handshake) {
    return OkHttpChannelBuilder.forTarget("dns:///127.0.0.1:1", InsecureChannelCredentials.create())
        .socketFactory(new HostSocketFactory(handshake))
        .build();
  }

  private static boolean check(ManagedChannel channel) {
    HealthCheckRequest request = HealthCheckRequest.newBuilder().setService("plugin").build();
    return HealthGrpc.newBlockingStub(channel)
            .withDeadlineAfter(30, TimeUnit.SECONDS)
            .check(request)
            .getStatusValue()
        == 1;
  }
}
