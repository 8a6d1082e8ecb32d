package io.aionyx.grafana;

import io.aionyx.grafana.frame.Frame;

/** The sending end of a channel. */
@FunctionalInterface
public interface FrameSender {
  /**
   * Blocks while the host is slower than the plugin.
   *
   * @throws InterruptedException when the channel has lost its last subscriber
   */
  void send(Frame frame) throws InterruptedException;
}
