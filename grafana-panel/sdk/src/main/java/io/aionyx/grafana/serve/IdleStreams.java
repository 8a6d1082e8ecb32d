package io.aionyx.grafana.serve;

import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Streams that a host opens and on which nothing is ever said. They are completed when the plugin
 * stops, or they would keep the host waiting.
 */
final class IdleStreams {
  private final Set<StreamObserver<?>> open = ConcurrentHashMap.newKeySet();

  void add(StreamObserver<?> stream) {
    open.add(stream);
  }

  void complete(StreamObserver<?> stream) {
    if (open.remove(stream)) {
      stream.onCompleted();
    }
  }

  void forget(StreamObserver<?> stream) {
    open.remove(stream);
  }

  void completeAll() {
    open.forEach(this::complete);
  }
}
