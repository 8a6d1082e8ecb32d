package io.aionyx.grafana.serve;

import com.google.protobuf.ByteString;
import io.aionyx.grafana.FrameSender;
import io.aionyx.grafana.StreamHandler;
import io.aionyx.grafana.StreamRequest;
import io.aionyx.grafana.frame.Frame;
import io.aionyx.grafana.proto.StreamPacket;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import org.jspecify.annotations.Nullable;

/**
 * One running channel. The handler's thread is interrupted when the host hangs up, and waits in
 * {@link #send} while the host has not taken what was sent before.
 */
final class LiveChannel implements FrameSender {
  private final ServerCallStreamObserver<StreamPacket> response;
  private final Object ready = new Object();
  private volatile @Nullable Thread thread;

  LiveChannel(ServerCallStreamObserver<StreamPacket> response) {
    this.response = response;
    response.setOnReadyHandler(this::wake);
    response.setOnCancelHandler(this::stop);
  }

  void run(StreamHandler handler, StreamRequest request, Runnable whenDone) {
    Thread started =
        Thread.ofVirtual()
            .name("live-" + request.path())
            .unstarted(
                () -> {
                  feed(handler, request);
                  whenDone.run();
                });
    thread = started;
    started.start();
  }

  private void feed(StreamHandler handler, StreamRequest request) {
    try {
      handler.run(request, this);
      response.onCompleted();
    } catch (InterruptedException e) {
      end(Status.CANCELLED.withDescription("the channel was closed"));
    } catch (RuntimeException e) {
      Failure failure = Failure.of(e, "feeding " + request.path());
      end(Status.INTERNAL.withDescription(failure.message()));
    }
  }

  private void end(Status status) {
    if (!response.isCancelled()) {
      response.onError(status.asRuntimeException());
    }
  }

  @Override
  public void send(Frame frame) throws InterruptedException {
    synchronized (ready) {
      while (!response.isReady()) {
        ready.wait();
      }
    }
    response.onNext(StreamPacket.newBuilder().setData(ByteString.copyFrom(frame.json())).build());
  }

  private void wake() {
    synchronized (ready) {
      ready.notifyAll();
    }
  }

  void stop() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
