package io.aionyx.plugin;

import com.google.protobuf.ByteString;
import io.aionyx.grafana.host.PluginHost;
import io.aionyx.grafana.proto.AppInstanceSettings;
import io.aionyx.grafana.proto.CallResourceRequest;
import io.aionyx.grafana.proto.CallResourceResponse;
import io.aionyx.grafana.proto.CheckHealthRequest;
import io.aionyx.grafana.proto.CheckHealthResponse;
import io.aionyx.grafana.proto.DataQuery;
import io.aionyx.grafana.proto.DataResponse;
import io.aionyx.grafana.proto.PluginContext;
import io.aionyx.grafana.proto.QueryDataRequest;
import io.aionyx.grafana.proto.RunStreamRequest;
import io.aionyx.grafana.proto.StreamPacket;
import io.aionyx.grafana.proto.TimeRange;
import io.aionyx.grafana.proto.User;
import java.util.Iterator;

/** What Grafana asks of the app, on behalf of an editor. */
public final class Visits {
  private static final long YEAR_2000_MILLIS = 946_684_800_000L;
  private static final long YEAR_2100_MILLIS = 4_102_444_800_000L;

  private final PluginHost host;
  private final PluginContext context;

  /** Visits to a running plugin with the settings given. */
  public Visits(PluginHost host, String settings) {
    this.host = host;
    this.context = context(settings);
  }

  public static PluginContext context(String settings) {
    return PluginContext.newBuilder()
        .setPluginId("aionyx-failureprediction-app")
        .setUser(User.newBuilder().setLogin("ada").setRole("Editor"))
        .setAppInstanceSettings(
            AppInstanceSettings.newBuilder()
                .setJsonData(ByteString.copyFromUtf8(settings))
                .putDecryptedSecureJsonData("predictorToken", "p-token")
                .putDecryptedSecureJsonData("bridgeToken", "b-token"))
        .build();
  }

  public CheckHealthResponse health() {
    return host.diagnostics()
        .checkHealth(CheckHealthRequest.newBuilder().setPluginContext(context).build());
  }

  /** The answer with its whole body. */
  public CallResourceResponse call(String method, String path, String body) {
    Iterator<CallResourceResponse> pieces =
        host.resources()
            .callResource(
                CallResourceRequest.newBuilder()
                    .setPluginContext(context)
                    .setMethod(method)
                    .setPath(path)
                    .setUrl(path)
                    .setBody(ByteString.copyFromUtf8(body))
                    .build());
    CallResourceResponse.Builder whole = pieces.next().toBuilder();
    while (pieces.hasNext()) {
      whole.setBody(whole.getBody().concat(pieces.next().getBody()));
    }
    return whole.build();
  }

  public DataResponse query(String type, String model) {
    return host.data().queryData(request(type, model)).getResponsesOrThrow("A");
  }

  private QueryDataRequest request(String type, String model) {
    return request(context, type, model);
  }

  /** A query over a hundred years, for callers of their own. */
  public static QueryDataRequest request(PluginContext context, String type, String model) {
    return QueryDataRequest.newBuilder()
        .setPluginContext(context)
        .addQueries(
            DataQuery.newBuilder()
                .setRefId("A")
                .setQueryType(type)
                .setJson(ByteString.copyFromUtf8(model))
                .setTimeRange(
                    TimeRange.newBuilder()
                        .setFromEpochMS(YEAR_2000_MILLIS)
                        .setToEpochMS(YEAR_2100_MILLIS)))
        .build();
  }

  /** The first frame of the live channel. */
  public StreamPacket live() {
    return host.streams()
        .runStream(RunStreamRequest.newBuilder().setPluginContext(context).setPath("risk").build())
        .next();
  }
}
