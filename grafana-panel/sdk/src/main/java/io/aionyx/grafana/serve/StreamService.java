package io.aionyx.grafana.serve;

import com.google.protobuf.ByteString;
import io.aionyx.grafana.StreamHandler;
import io.aionyx.grafana.StreamHandler.Subscription;
import io.aionyx.grafana.StreamRequest;
import io.aionyx.grafana.proto.PublishStreamRequest;
import io.aionyx.grafana.proto.PublishStreamResponse;
import io.aionyx.grafana.proto.RunStreamRequest;
import io.aionyx.grafana.proto.StreamGrpc;
import io.aionyx.grafana.proto.StreamPacket;
import io.aionyx.grafana.proto.SubscribeStreamRequest;
import io.aionyx.grafana.proto.SubscribeStreamResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Live channels, each run by a virtual thread of its own that ends with its last subscriber. */
final class StreamService extends StreamGrpc.StreamImplBase {
  private final StreamHandler handler;
  private final Set<LiveChannel> running = ConcurrentHashMap.newKeySet();

  StreamService(StreamHandler handler) {
    this.handler = handler;
  }

  @Override
  public void subscribeStream(
      SubscribeStreamRequest request, StreamObserver<SubscribeStreamResponse> response) {
    response.onNext(
        SubscribeStreamResponse.newBuilder().setStatus(status(subscription(request))).build());
    response.onCompleted();
  }

  private Subscription subscription(SubscribeStreamRequest request) {
    try {
      return handler.subscribe(
          new StreamRequest(
              Contexts.read(request.getPluginContext()),
              request.getPath(),
              request.getData().toByteArray()));
    } catch (RuntimeException e) {
      Failure failure = Failure.of(e, "subscribing to " + request.getPath());
      return failure.status() == 404 ? Subscription.NOT_FOUND : Subscription.PERMISSION_DENIED;
    }
  }

  private static SubscribeStreamResponse.Status status(Subscription subscription) {
    return switch (subscription) {
      case OK -> SubscribeStreamResponse.Status.OK;
      case NOT_FOUND -> SubscribeStreamResponse.Status.NOT_FOUND;
      case PERMISSION_DENIED -> SubscribeStreamResponse.Status.PERMISSION_DENIED;
    };
  }

  @Override
  public void runStream(RunStreamRequest request, StreamObserver<StreamPacket> response) {
    StreamRequest channel =
        new StreamRequest(
            Contexts.read(request.getPluginContext()),
            request.getPath(),
            request.getData().toByteArray());
    LiveChannel live = new LiveChannel((ServerCallStreamObserver<StreamPacket>) response);
    running.add(live);
    live.run(handler, channel, () -> running.remove(live));
  }

  @Override
  public void publishStream(
      PublishStreamRequest request, StreamObserver<PublishStreamResponse> response) {
    response.onNext(published(request));
    response.onCompleted();
  }

  private PublishStreamResponse published(PublishStreamRequest request) {
    Optional<byte[]> data = publish(request);
    return data.map(
            bytes -> PublishStreamResponse.newBuilder().setData(ByteString.copyFrom(bytes)).build())
        .orElseGet(
            () ->
                PublishStreamResponse.newBuilder()
                    .setStatus(PublishStreamResponse.Status.PERMISSION_DENIED)
                    .build());
  }

  private Optional<byte[]> publish(PublishStreamRequest request) {
    try {
      return handler.publish(
          new StreamRequest(
              Contexts.read(request.getPluginContext()),
              request.getPath(),
              request.getData().toByteArray()));
    } catch (RuntimeException e) {
      Failure.of(e, "publishing to " + request.getPath());
      return Optional.empty();
    }
  }

  /** Ends all channels; the host opens them again on the next start. */
  void stop() {
    running.forEach(LiveChannel::stop);
  }
}
