package io.aionyx.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Message;
import io.aionyx.grafana.host.PluginHost;
import io.aionyx.grafana.json.Json;
import io.aionyx.grafana.peer.GoPeer;
import io.aionyx.grafana.process.Handshake;
import io.aionyx.grafana.proto.CheckHealthRequest;
import io.aionyx.grafana.proto.CheckHealthResponse;
import io.aionyx.grafana.proto.CheckHealthResponse.HealthStatus;
import io.aionyx.grafana.proto.QueryDataResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The zip as it is shipped, unpacked and started as Grafana does. */
class PackagedPluginIT {
  private static final int PODS = 50;

  @TempDir private static Path directory;

  private static InstalledPlugin plugin;
  private static StubServices services;

  @BeforeAll
  static void install() throws IOException {
    plugin = InstalledPlugin.unpackInto(directory);
    services = StubServices.with(PODS);
  }

  @AfterAll
  static void stop() {
    services.close();
  }

  @Test
  void folder_isNamedByThePluginsId_withoutLinks() throws IOException {
    assertThat(plugin.folder()).hasFileName("aionyx-failureprediction-app");
    try (Stream<Path> files = Files.walk(plugin.folder())) {
      assertThat(files).noneMatch(Files::isSymbolicLink);
    }
    assertThat(plugin.launcher()).isExecutable();
    assertThat(plugin.folder().resolve("LICENSE")).isRegularFile();
    assertThat(plugin.runtime().resolve("legal/java.base")).isNotEmptyDirectory();
  }

  @Test
  void aotCache_isUsedAfterUnpackingElsewhere() throws Exception {
    List<String> onlyWithCache =
        List.of(
            plugin.runtime().resolve("bin/java").toString(),
            "@" + plugin.folder().resolve("lib/java.options"),
            "-XX:AOTMode=on",
            "-XX:AOTCache=" + plugin.runtime().resolve("backend.aot"),
            "-jar",
            plugin.folder().resolve("lib/aionyx-grafana-backend.jar").toString());

    try (PluginHost host = PluginHost.start(onlyWithCache, Map.of())) {
      assertThat(host.serves()).isTrue();
      assertThat(host.process().standardError()).isEmpty();
    }
  }

  @Test
  void everyVisit_isAnswered_andNothingIsWritten() throws Exception {
    List<String> before = plugin.listing();
    PluginHost host = PluginHost.start(plugin.command(), Map.of());
    Visits visits = new Visits(host, services.settings());

    assertThat(visits.health().getStatus()).isEqualTo(HealthStatus.OK);
    assertThat(visits.query("predictions", "{}").getFramesCount()).isEqualTo(1);
    assertThat(visits.query("annotations", "{}").getError()).isEmpty();
    assertThat(visits.call("GET", "predictions", "").getCode()).isEqualTo(200);
    assertThat(
            visits
                .call("POST", "actions/approvals", "{\"id\":\"9\",\"decision\":\"approve\"}")
                .getCode())
        .isEqualTo(200);
    assertThat(visits.live().getData().toStringUtf8()).contains("aionyx_failure_probability");
    assertThat(services.posted())
        .anyMatch(post -> post.startsWith("ada ") && post.contains("\"9\""));
    assertThat(host.stop()).isPresent();

    assertThat(host.process().standardOutput()).containsExactly(host.handshake().line());
    assertThat(host.process().standardError())
        .allSatisfy(line -> assertThat(Json.object(line.getBytes(UTF_8))).containsKey("@level"));
    assertThat(plugin.listing()).isEqualTo(before);
  }

  @Test
  void socketDirectoryThatCannotBeWritten_meansTcp() throws Exception {
    try (PluginHost host =
        PluginHost.start(plugin.command(), Map.of("PLUGIN_UNIX_SOCKET_DIR", "/proc"))) {
      assertThat(host.handshake().network()).isEqualTo("tcp");
      assertThat(host.serves()).isTrue();
    }
  }

  @Test
  void hostsJavaVariables_areIgnored() throws Exception {
    Map<String, String> garbage =
        Map.of(
            "JAVA_TOOL_OPTIONS", "-XX:NoSuchOption",
            "JDK_JAVA_OPTIONS", "-Xmx1",
            "_JAVA_OPTIONS", "-XX:+Nonsense",
            "CLASSPATH", "/nowhere",
            "PATH", "/nowhere");

    try (PluginHost host = PluginHost.start(plugin.command(), garbage)) {
      assertThat(host.serves()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1"})
  void goPlugin_startsCallsAndStopsIt(String mutualTls) throws Exception {
    GoPeer peer = GoPeer.orSkip();
    Map<String, Message> calls = new LinkedHashMap<>();
    calls.put(
        "/pluginv2.Diagnostics/CheckHealth",
        CheckHealthRequest.newBuilder()
            .setPluginContext(Visits.context(services.settings()))
            .build());
    calls.put(
        "/pluginv2.Data/QueryData", Visits.request(Visits.context(services.settings()), "", "{}"));

    GoPeer.Run run = peer.run(plugin.command(), Map.of("PEER_MTLS", mutualTls), calls);

    assertThat(
            CheckHealthResponse.parseFrom(run.answer("/pluginv2.Diagnostics/CheckHealth"))
                .getStatus())
        .isEqualTo(HealthStatus.OK);
    assertThat(QueryDataResponse.parseFrom(run.answer("/pluginv2.Data/QueryData")))
        .asString()
        .contains("aionyx_failure_probability");
    assertThat(run.log()).doesNotContain("failed to exit gracefully");
    System.out.printf(
        "go-plugin%s: connected after %d ms, stopped within %d ms%n",
        mutualTls.equals("1") ? " with AutoMTLS" : "", run.connectedMillis(), run.killMillis());
  }

  @Test
  void thinLauncher_leadsToABackEndElsewhere_whichOutlivesIt() throws Exception {
    int port = freePort();
    Process elsewhere = start(plugin.launcher(), Map.of(), "--standalone", "127.0.0.1:" + port);
    try {
      awaitLine(elsewhere, "serving on");
      Map<String, String> thin = Map.of("GF_PLUGIN_SIDECAR_ADDRESS", "127.0.0.1:" + port);

      PluginHost host = PluginHost.start(plugin.command(), thin);
      assertThat(host.handshake()).isEqualTo(new Handshake("tcp", "127.0.0.1:" + port, "", false));
      assertThat(new Visits(host, services.settings()).health().getStatus())
          .isEqualTo(HealthStatus.OK);
      assertThat(host.stop()).as("a sleep cannot stop by itself").isEmpty();

      assertThat(elsewhere.isAlive()).isTrue();
    } finally {
      elsewhere.destroy();
      assertThat(elsewhere.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void thinLauncher_readsItsAddressFromAFileToo() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("thin"));
    Path launcher =
        Files.copy(
            plugin.launcher(),
            folder.resolve("gpx_aionyx_linux_s390x"),
            StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(folder.resolve("sidecar.address"), "aionyx.monitoring.svc:9203\n");
    Process thin = start(launcher, Map.of());

    assertThat(thin.inputReader().readLine()).isEqualTo("1|2|tcp|aionyx.monitoring.svc:9203|grpc|");
    thin.destroyForcibly().waitFor();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "host:", ":9203", "host:1|x", "a b:1"})
  void impossibleAddress_isRefusedInALogLine(String address) throws Exception {
    Process thin = start(plugin.launcher(), Map.of("GF_PLUGIN_SIDECAR_ADDRESS", address));

    assertThat(failure(thin)).contains("HOST:PORT");
  }

  @Test
  void platformWithoutRunTime_isRefusedInALogLine() throws Exception {
    Path elsewhere =
        Files.copy(
            plugin.launcher(),
            plugin.folder().resolveSibling("gpx_aionyx_linux_riscv64"),
            StandardCopyOption.COPY_ATTRIBUTES);

    assertThat(failure(start(elsewhere, Map.of())))
        .contains("no Java run time for linux_riscv64", "sidecar_address");
  }

  @Test
  void launcher_isTheSameForEveryShell() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/busybox")), "SKIPPED: no busybox here");
    List<String> underBusybox = List.of("/bin/busybox", "sh", plugin.launcher().toString());

    try (PluginHost host = PluginHost.start(underBusybox, Map.of())) {
      assertThat(host.serves()).isTrue();
    }
  }

  private static String failure(Process process) throws Exception {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
    Map<String, Object> line = Json.object(process.getErrorStream().readAllBytes());
    assertThat(line).containsEntry("@level", "error");
    return String.valueOf(line.get("@message"));
  }

  private static Process start(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static void awaitLine(Process process, String words) throws IOException {
    for (String line = process.errorReader().readLine();
        line != null;
        line = process.errorReader().readLine()) {
      if (line.contains(words)) {
        return;
      }
    }
    throw new AssertionError("the back end ended before " + words);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
