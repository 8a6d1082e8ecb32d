package io.aionyx.grafana.serve;

import com.google.protobuf.ByteString;
import io.aionyx.grafana.GrafanaPlugin;
import io.aionyx.grafana.Health;
import io.aionyx.grafana.json.Json;
import io.aionyx.grafana.proto.CheckHealthRequest;
import io.aionyx.grafana.proto.CheckHealthResponse;
import io.aionyx.grafana.proto.CheckHealthResponse.HealthStatus;
import io.aionyx.grafana.proto.CollectMetricsRequest;
import io.aionyx.grafana.proto.CollectMetricsResponse;
import io.aionyx.grafana.proto.DiagnosticsGrpc;
import io.grpc.stub.StreamObserver;

/** The test button and the metrics. */
final class DiagnosticsService extends DiagnosticsGrpc.DiagnosticsImplBase {
  private final GrafanaPlugin plugin;

  DiagnosticsService(GrafanaPlugin plugin) {
    this.plugin = plugin;
  }

  @Override
  public void checkHealth(
      CheckHealthRequest request, StreamObserver<CheckHealthResponse> response) {
    response.onNext(answer(health(request)));
    response.onCompleted();
  }

  private Health health(CheckHealthRequest request) {
    try {
      return plugin.health().check(Contexts.read(request.getPluginContext()));
    } catch (RuntimeException e) {
      return Health.error(Failure.of(e, "checking health").message());
    }
  }

  private static CheckHealthResponse answer(Health health) {
    return CheckHealthResponse.newBuilder()
        .setStatus(health.ok() ? HealthStatus.OK : HealthStatus.ERROR)
        .setMessage(health.message())
        .setJsonDetails(ByteString.copyFrom(Json.bytes(health.details())))
        .build();
  }

  @Override
  public void collectMetrics(
      CollectMetricsRequest request, StreamObserver<CollectMetricsResponse> response) {
    CollectMetricsResponse.Payload payload =
        CollectMetricsResponse.Payload.newBuilder()
            .setPrometheus(ByteString.copyFromUtf8(plugin.metrics().scrape()))
            .build();
    response.onNext(CollectMetricsResponse.newBuilder().setMetrics(payload).build());
    response.onCompleted();
  }
}
