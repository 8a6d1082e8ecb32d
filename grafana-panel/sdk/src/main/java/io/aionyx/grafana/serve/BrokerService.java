package io.aionyx.grafana.serve;

import io.aionyx.grafana.proto.ConnInfo;
import io.aionyx.grafana.proto.GRPCBrokerGrpc;
import io.grpc.stub.StreamObserver;

/**
 * Side connections, which Grafana never makes; the stream that would announce them is kept open.
 */
final class BrokerService extends GRPCBrokerGrpc.GRPCBrokerImplBase {
  private final IdleStreams streams;

  BrokerService(IdleStreams streams) {
    this.streams = streams;
  }

  @Override
  public StreamObserver<ConnInfo> startStream(StreamObserver<ConnInfo> response) {
    streams.add(response);
    return new StreamObserver<>() {
      @Override
      public void onNext(ConnInfo announced) {
        // there is nobody here to connect to
      }

      @Override
      public void onError(Throwable ignored) {
        streams.forget(response); // the host hung up
      }

      @Override
      public void onCompleted() {
        streams.complete(response);
      }
    };
  }
}
