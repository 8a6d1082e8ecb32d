package io.aionyx.grafana.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.aionyx.grafana.host.PluginHost;
import io.aionyx.grafana.proto.AppInstanceSettings;
import io.aionyx.grafana.proto.CallResourceRequest;
import io.aionyx.grafana.proto.CallResourceResponse;
import io.aionyx.grafana.proto.ConnInfo;
import io.aionyx.grafana.proto.DataQuery;
import io.aionyx.grafana.proto.DataResponse;
import io.aionyx.grafana.proto.Empty;
import io.aionyx.grafana.proto.GRPCBrokerGrpc;
import io.aionyx.grafana.proto.GRPCControllerGrpc;
import io.aionyx.grafana.proto.PluginContext;
import io.aionyx.grafana.proto.QueryDataRequest;
import io.aionyx.grafana.proto.RunStreamRequest;
import io.aionyx.grafana.proto.StreamPacket;
import io.aionyx.grafana.proto.StringList;
import io.aionyx.grafana.proto.TimeRange;
import io.aionyx.grafana.proto.User;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** Calls of a host, in short. */
final class Calls {
  static final PluginContext CONTEXT =
      PluginContext.newBuilder()
          .setOrgId(1)
          .setPluginId("busy")
          .setUser(User.newBuilder().setLogin("ada").setRole("Editor"))
          .setAppInstanceSettings(
              AppInstanceSettings.newBuilder()
                  .setJsonData(ByteString.copyFromUtf8("{\"url\":\"http://x\"}"))
                  .putDecryptedSecureJsonData("token", "t0p"))
          .build();

  private Calls() {}

  record Answer(int status, String body, int pieces) {}

  static Answer get(PluginHost host, String path) {
    return call(host, request("GET", path).build());
  }

  static CallResourceRequest.Builder request(String method, String path) {
    return CallResourceRequest.newBuilder()
        .setPluginContext(CONTEXT)
        .setMethod(method)
        .setPath(path)
        .setUrl(path)
        .putHeaders("X-Grafana-User", StringList.newBuilder().addValues("mallory").build());
  }

  static Answer call(PluginHost host, CallResourceRequest request) {
    Iterator<CallResourceResponse> pieces = host.resources().callResource(request);
    CallResourceResponse first = pieces.next();
    StringBuilder body = new StringBuilder(first.getBody().toString(UTF_8));
    int count = 1;
    while (pieces.hasNext()) {
      body.append(pieces.next().getBody().toString(UTF_8));
      count++;
    }
    return new Answer(first.getCode(), body.toString(), count);
  }

  static QueryDataRequest queries(String... types) {
    QueryDataRequest.Builder request = QueryDataRequest.newBuilder().setPluginContext(CONTEXT);
    for (String type : types) {
      request.addQueries(
          DataQuery.newBuilder()
              .setRefId(type)
              .setQueryType(type)
              .setJson(ByteString.copyFromUtf8("{}"))
              .setTimeRange(TimeRange.newBuilder().setFromEpochMS(1000).setToEpochMS(2000)));
    }
    return request.build();
  }

  static DataResponse query(PluginHost host, String type) {
    return host.data().queryData(queries(type)).getResponsesOrThrow(type);
  }

  static Iterator<StreamPacket> ticks(PluginHost host) {
    return run(host, "ticks");
  }

  static Iterator<StreamPacket> run(PluginHost host, String path) {
    return host.streams()
        .runStream(RunStreamRequest.newBuilder().setPluginContext(CONTEXT).setPath(path).build());
  }

  static void openBroker(Channel channel) {
    GRPCBrokerGrpc.newStub(channel).startStream(new Silent());
  }

  static void shutdown(Channel channel) {
    GRPCControllerGrpc.newBlockingStub(channel)
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .shutdown(Empty.getDefaultInstance());
  }

  private static final class Silent implements StreamObserver<ConnInfo> {
    @Override
    public void onNext(ConnInfo value) {}

    @Override
    public void onError(Throwable t) {}

    @Override
    public void onCompleted() {}
  }
}
