package io.aionyx.grafana.serve;

import io.aionyx.grafana.proto.Empty;
import io.aionyx.grafana.proto.GRPCControllerGrpc;
import io.grpc.stub.StreamObserver;

/** The host's polite way to end the process, two seconds before its rude one. */
final class ControllerService extends GRPCControllerGrpc.GRPCControllerImplBase {
  private final Runnable shutdown;

  ControllerService(Runnable shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public void shutdown(Empty request, StreamObserver<Empty> response) {
    response.onNext(Empty.getDefaultInstance());
    response.onCompleted();
    shutdown.run();
  }
}
