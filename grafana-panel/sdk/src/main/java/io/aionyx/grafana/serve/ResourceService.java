package io.aionyx.grafana.serve;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.aionyx.grafana.ResourceHandler;
import io.aionyx.grafana.ResourceRequest;
import io.aionyx.grafana.ResourceResponse;
import io.aionyx.grafana.proto.CallResourceRequest;
import io.aionyx.grafana.proto.CallResourceResponse;
import io.aionyx.grafana.proto.ResourceGrpc;
import io.aionyx.grafana.proto.StringList;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** HTTP requests of the front end. Long bodies leave in pieces. */
final class ResourceService extends ResourceGrpc.ResourceImplBase {
  private static final int PIECE_BYTES = 1 << 20;

  private final ResourceHandler handler;

  ResourceService(ResourceHandler handler) {
    this.handler = handler;
  }

  @Override
  public void callResource(
      CallResourceRequest request, StreamObserver<CallResourceResponse> response) {
    ResourceResponse answer = answer(request);
    ByteString body = UnsafeByteOperations.unsafeWrap(answer.body());
    ByteString first = body.substring(0, Math.min(PIECE_BYTES, body.size()));
    response.onNext(
        CallResourceResponse.newBuilder()
            .setCode(answer.status())
            .putAllHeaders(headers(answer.headers()))
            .setBody(first)
            .build());
    for (int start = first.size(); start < body.size(); start += PIECE_BYTES) {
      ByteString piece = body.substring(start, Math.min(start + PIECE_BYTES, body.size()));
      response.onNext(CallResourceResponse.newBuilder().setBody(piece).build());
    }
    response.onCompleted();
  }

  private ResourceResponse answer(CallResourceRequest request) {
    try {
      return handler.call(read(request));
    } catch (RuntimeException e) {
      Failure failure = Failure.of(e, "answering " + request.getMethod() + " " + request.getPath());
      return ResourceResponse.error(failure.status(), failure.message());
    }
  }

  private static ResourceRequest read(CallResourceRequest request) {
    return new ResourceRequest(
        Contexts.read(request.getPluginContext()),
        request.getMethod(),
        request.getPath(),
        request.getUrl(),
        request.getHeadersMap().entrySet().stream()
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT),
                    header -> List.copyOf(header.getValue().getValuesList()),
                    (first, second) -> first)),
        request.getBody().toByteArray());
  }

  private static Map<String, StringList> headers(Map<String, List<String>> headers) {
    return headers.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                header -> StringList.newBuilder().addAllValues(header.getValue()).build()));
  }
}
