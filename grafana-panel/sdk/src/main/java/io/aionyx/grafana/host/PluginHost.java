package io.aionyx.grafana.host;

import io.aionyx.grafana.process.Handshake;
import io.aionyx.grafana.process.HostSocketFactory;
import io.aionyx.grafana.process.MutualTls;
import io.aionyx.grafana.process.SelfSigned;
import io.aionyx.grafana.proto.DataGrpc;
import io.aionyx.grafana.proto.DiagnosticsGrpc;
import io.aionyx.grafana.proto.Empty;
import io.aionyx.grafana.proto.GRPCControllerGrpc;
import io.aionyx.grafana.proto.ResourceGrpc;
import io.aionyx.grafana.proto.StreamGrpc;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A go-plugin host with one plugin: starts the command with nothing in its environment but what a
 * host says, reads the handshake, and calls the plugin over the socket it names.
 */
public final class PluginHost implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(30);
  private static final Duration KILL_AFTER = Duration.ofSeconds(2);

  private final PluginProcess process;
  private final Handshake handshake;
  private final ManagedChannel channel;

  private PluginHost(PluginProcess process, Handshake handshake, ChannelCredentials credentials) {
    this.process = process;
    this.handshake = handshake;
    this.channel =
        OkHttpChannelBuilder.forTarget("dns:///127.0.0.1:1", credentials)
            .overrideAuthority("localhost")
            .socketFactory(new HostSocketFactory(handshake))
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .build();
  }

  /**
   * Starts a plugin over plain gRPC.
   *
   * @throws IllegalStateException when it ends, or says nothing for a minute
   */
  public static PluginHost start(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    PluginProcess process = PluginProcess.start(command, environment(environment));
    Handshake handshake = process.handshake(START_LIMIT);
    return new PluginHost(process, handshake, InsecureChannelCredentials.create());
  }

  /** Starts a plugin over mutual TLS. */
  public static PluginHost startWithTls(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException, GeneralSecurityException {
    SelfSigned own = SelfSigned.create(Instant.now());
    Map<String, String> variables = environment(environment);
    variables.put("PLUGIN_CLIENT_CERT", own.pem());
    PluginProcess process = PluginProcess.start(command, variables);
    Handshake handshake = process.handshake(START_LIMIT);
    MutualTls tls = MutualTls.of(own, handshake);
    return new PluginHost(
        process,
        handshake,
        TlsChannelCredentials.newBuilder()
            .keyManager(tls.keyManagers())
            .trustManager(tls.trustManager())
            .build());
  }

  private static Map<String, String> environment(Map<String, String> more) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("grafana_plugin_type", "datasource");
    variables.put("PLUGIN_PROTOCOL_VERSIONS", "2");
    variables.put("PLUGIN_MIN_PORT", "10000");
    variables.put("PLUGIN_MAX_PORT", "25000");
    variables.putAll(more);
    return variables;
  }

  public PluginProcess process() {
    return process;
  }

  public Handshake handshake() {
    return handshake;
  }

  /** Whether the plugin says of itself that it serves, as go-plugin asks before anything else. */
  public boolean serves() {
    HealthCheckRequest request = HealthCheckRequest.newBuilder().setService("plugin").build();
    return HealthGrpc.newBlockingStub(channel)
            .withDeadlineAfter(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            .check(request)
            .getStatus()
        == ServingStatus.SERVING;
  }

  public DiagnosticsGrpc.DiagnosticsBlockingStub diagnostics() {
    return DiagnosticsGrpc.newBlockingStub(channel)
        .withDeadlineAfter(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  public ResourceGrpc.ResourceBlockingStub resources() {
    return ResourceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  public DataGrpc.DataBlockingStub data() {
    return DataGrpc.newBlockingStub(channel)
        .withDeadlineAfter(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  public StreamGrpc.StreamBlockingStub streams() {
    return StreamGrpc.newBlockingStub(channel)
        .withDeadlineAfter(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Any other call a test wants to make. */
  public ManagedChannel channel() {
    return channel;
  }

  /**
   * Asks the plugin to stop, and kills it after two seconds.
   *
   * @return how long a graceful end took, empty when it had to be killed
   */
  public Optional<Duration> stop() throws InterruptedException {
    return stop(KILL_AFTER);
  }

  /** As {@link #stop()}, with more patience than a host has. */
  public Optional<Duration> stop(Duration killAfter) throws InterruptedException {
    long start = System.nanoTime();
    askToStop();
    boolean graceful = process.awaitEnd(killAfter);
    if (!graceful) {
      process.kill();
    }
    channel.shutdownNow();
    return graceful ? Optional.of(Duration.ofNanos(System.nanoTime() - start)) : Optional.empty();
  }

  private void askToStop() {
    try {
      GRPCControllerGrpc.newBlockingStub(channel)
          .withDeadlineAfter(KILL_AFTER.toMillis(), TimeUnit.MILLISECONDS)
          .shutdown(Empty.getDefaultInstance());
    } catch (StatusRuntimeException ignored) {
      // a dead plugin cannot answer, and need not stop
    }
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
