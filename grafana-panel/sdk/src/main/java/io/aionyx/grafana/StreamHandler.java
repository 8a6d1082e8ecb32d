package io.aionyx.grafana;

import java.util.Optional;

/** Feeds Grafana Live channels {@code plugin/<id>/<path>} or {@code ds/<uid>/<path>}. */
public interface StreamHandler {
  /** Whether this user may listen to the channel; asked once per subscriber. */
  Subscription subscribe(StreamRequest request);

  /**
   * Sends until interrupted: once per channel, on a virtual thread of its own, while the channel
   * has subscribers. Returning ends the stream and Grafana starts it again.
   */
  void run(StreamRequest request, FrameSender sender) throws InterruptedException;

  /**
   * What a user published to the channel, to be passed on as it stands or changed; empty refuses
   * it.
   */
  default Optional<byte[]> publish(StreamRequest request) {
    return Optional.empty();
  }

  /** The three answers to a subscriber. */
  enum Subscription {
    OK,
    NOT_FOUND,
    PERMISSION_DENIED
  }
}
