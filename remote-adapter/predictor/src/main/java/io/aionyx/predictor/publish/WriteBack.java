package io.aionyx.predictor.publish;

import io.aionyx.predictor.config.Config.Target;
import io.aionyx.predictor.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** All targets; each gets every sample and none waits for another. */
public final class WriteBack implements AutoCloseable {
  private final List<Sender> senders;

  public WriteBack(
      List<Target> targets, InstantSource clock, RandomGenerator random, Telemetry telemetry) {
    senders = targets.stream().map(target -> new Sender(target, clock, random, telemetry)).toList();
  }

  /** Returns at once; the samples are sent by the threads of the targets. */
  public void add(List<Point> points) {
    if (!points.isEmpty()) {
      senders.forEach(sender -> sender.add(points));
    }
  }

  /** How one target does, for people. */
  public record TargetHealth(String name, boolean good, String message, int pending) {}

  public List<TargetHealth> health() {
    return senders.stream()
        .map(
            sender ->
                new TargetHealth(
                    sender.name(),
                    sender.health().good(),
                    sender.health().message(),
                    sender.pending()))
        .toList();
  }

  /** Stops all targets side by side, so that one that hangs costs only its own deadline. */
  @Override
  public void close() {
    var stops = senders.stream().map(sender -> Thread.ofVirtual().start(sender::close)).toList();
    for (Thread stop : stops) {
      try {
        stop.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
