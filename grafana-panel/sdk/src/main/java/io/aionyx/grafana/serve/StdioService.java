package io.aionyx.grafana.serve;

import io.aionyx.grafana.proto.GRPCStdioGrpc;
import io.aionyx.grafana.proto.StdioData;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Standard output over gRPC: always empty, since everything worth reading goes to the log. */
final class StdioService extends GRPCStdioGrpc.GRPCStdioImplBase {
  private final IdleStreams streams;

  StdioService(IdleStreams streams) {
    this.streams = streams;
  }

  @Override
  public void streamStdio(com.google.protobuf.Empty request, StreamObserver<StdioData> response) {
    ((ServerCallStreamObserver<StdioData>) response)
        .setOnCancelHandler(() -> streams.forget(response));
    streams.add(response);
  }
}
