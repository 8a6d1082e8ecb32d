package io.aionyx.grafana.serve;

import io.aionyx.grafana.GrafanaPlugin;
import io.aionyx.grafana.process.Handshake;
import io.aionyx.grafana.process.HclogHandler;
import io.aionyx.grafana.process.HostEnvironment;
import io.aionyx.grafana.process.Listener;
import io.aionyx.grafana.process.LoggedOutput;
import io.aionyx.grafana.process.MutualTls;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A plugin that serves. {@link #serve} is all a {@code main} needs:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   PluginServer.serve(GrafanaPlugin.builder()...build(), args);
 * }
 * }</pre>
 */
public final class PluginServer implements AutoCloseable {
  private static final System.Logger logger = System.getLogger(PluginServer.class.getName());
  private static final String STANDALONE = "--standalone";

  /** go-plugin looks for this name at its health check. */
  private static final String HEALTH_NAME = "plugin";

  /** What the reference implementation accepts at most, in bytes. */
  private static final int MAX_MESSAGE_BYTES = 16 << 20;

  /** Calls still running get this long; the host kills after two seconds. */
  private static final long GRACE_MILLIS = 400;

  private final Listener listener;
  private final Handshake handshake;
  private final Server server;
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final IdleStreams idle = new IdleStreams();
  private final Optional<StreamService> streams;
  private final CountDownLatch stopRequested = new CountDownLatch(1);

  private PluginServer(
      GrafanaPlugin plugin, Listener listener, Optional<MutualTls> tls, boolean multiplexing)
      throws IOException, GeneralSecurityException {
    this.listener = listener;
    String certificate = tls.isPresent() ? tls.get().handshakeCertificate() : "";
    this.handshake =
        new Handshake(listener.network(), listener.address(), certificate, multiplexing);
    this.streams = plugin.streams().map(StreamService::new);
    this.server = server(plugin, listener, credentials(tls)).start();
  }

  /**
   * Serves until the host (or SIGTERM) says stop, then ends the process: with status 0, or with 1
   * when it could not start. With {@code --standalone HOST:PORT} it serves hosts that were told
   * that address by a launcher, and no host can stop it.
   */
  public static void serve(GrafanaPlugin plugin, String... args) {
    PrintStream standardOutput = LoggedOutput.claimStandardOutput();
    HclogHandler.install(new FileOutputStream(FileDescriptor.err));
    try {
      if (args.length == 2 && args[0].equals(STANDALONE)) {
        startStandalone(plugin, address(args[1])).server.awaitTermination();
      } else {
        serveHost(plugin, standardOutput);
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      logger.log(System.Logger.Level.ERROR, "cannot start: " + e.getMessage(), e);
      System.exit(1);
    } catch (InterruptedException e) {
      logger.log(System.Logger.Level.WARNING, "interrupted, stopping");
    }
    System.exit(0);
  }

  private static void serveHost(GrafanaPlugin plugin, PrintStream standardOutput)
      throws IOException, GeneralSecurityException, InterruptedException {
    HostEnvironment host = new HostEnvironment(System.getenv());
    warnOfStrangeHosts(host);
    try (PluginServer server = start(plugin, host)) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
      standardOutput.println(server.handshakeLine());
      standardOutput.flush();
      server.awaitStop();
    }
  }

  private static void warnOfStrangeHosts(HostEnvironment host) {
    if (!host.startedByGrafana()) {
      logger.log(
          System.Logger.Level.WARNING,
          "This is a Grafana plugin: Grafana starts it, there is nothing to do by hand.");
    }
    if (!host.speaksOurProtocol()) {
      logger.log(
          System.Logger.Level.ERROR,
          "This Grafana is too old: it does not speak version 2 of the plugin protocol.");
    }
  }

  /** Starts for the host described, and returns when it can be called. */
  public static PluginServer start(GrafanaPlugin plugin, HostEnvironment host)
      throws IOException, GeneralSecurityException {
    Optional<String> certificate = host.clientCertificate();
    Optional<MutualTls> tls =
        certificate.isPresent()
            ? Optional.of(MutualTls.with(certificate.get(), Instant.now()))
            : Optional.empty();
    return new PluginServer(plugin, Listener.open(host), tls, host.asksForMultiplexing());
  }

  /** Starts on an address of one's own choice; a {@code Shutdown} from a host changes nothing. */
  public static PluginServer startStandalone(GrafanaPlugin plugin, InetSocketAddress address)
      throws IOException, GeneralSecurityException {
    PluginServer server = new PluginServer(plugin, Listener.at(address), Optional.empty(), false);
    logger.log(System.Logger.Level.INFO, "serving on " + server.listener.address());
    return server;
  }

  private static InetSocketAddress address(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    if (colon < 0 || !hostAndPort.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          STANDALONE + " wants HOST:PORT, for instance 127.0.0.1:9203: was " + hostAndPort);
    }
    return new InetSocketAddress(
        hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
  }

  private static ServerCredentials credentials(Optional<MutualTls> tls)
      throws IOException, GeneralSecurityException {
    if (tls.isEmpty()) {
      return InsecureServerCredentials.create();
    }
    return TlsServerCredentials.newBuilder()
        .keyManager(tls.get().keyManagers())
        .trustManager(tls.get().trustManager())
        .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
        .build();
  }

  private Server server(GrafanaPlugin plugin, Listener bound, ServerCredentials credentials) {
    HealthStatusManager health = new HealthStatusManager();
    health.setStatus(HEALTH_NAME, ServingStatus.SERVING);
    OkHttpServerBuilder builder =
        OkHttpServerBuilder.forPort(bound.socketAddress(), credentials)
            .socketFactory(new BoundSocketFactory(bound.socket()))
            .executor(calls)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .addService(health.getHealthService())
            .addService(new ControllerService(stopRequested::countDown))
            .addService(new BrokerService(idle))
            .addService(new StdioService(idle))
            .addService(new DiagnosticsService(plugin));
    plugin.queries().map(DataService::new).ifPresent(builder::addService);
    plugin.resources().map(ResourceService::new).ifPresent(builder::addService);
    streams.ifPresent(builder::addService);
    return builder.build();
  }

  /** What the host has to read. */
  public String handshakeLine() {
    return handshake.line();
  }

  /** Waits for the host's {@code Shutdown}. */
  public void awaitStop() throws InterruptedException {
    stopRequested.await();
  }

  /** Ends running calls after a short grace; safe to call twice. */
  @Override
  public void close() {
    server.shutdown();
    idle.completeAll();
    streams.ifPresent(StreamService::stop);
    try {
      if (!server.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
      }
      listener.socket().close();
    } catch (IOException e) {
      logger.log(System.Logger.Level.WARNING, "cannot remove the socket: " + e.getMessage());
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    calls.shutdownNow();
  }
}
