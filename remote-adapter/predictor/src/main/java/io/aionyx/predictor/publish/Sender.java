package io.aionyx.predictor.publish;

import io.aionyx.predictor.config.Config.Target;
import io.aionyx.predictor.telemetry.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the samples of one target there, one request at a time and in order, for as long as it
 * takes. The queue is the only bound: what it drops is counted as dropped.
 */
final class Sender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  private static final Duration IDLE = Duration.ofMillis(200);

  private final Target target;
  private final Telemetry telemetry;
  private final RemoteWriteClient client;
  private final SampleQueue queue;
  private final Backoff backoff;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private volatile Health health = new Health(true, "nothing sent yet");

  /** How the last request went. */
  record Health(boolean good, String message) {}

  Sender(Target target, InstantSource clock, RandomGenerator random, Telemetry telemetry) {
    this.target = target;
    this.telemetry = telemetry;
    this.client = new RemoteWriteClient(target, clock);
    this.queue = new SampleQueue(target.queueSamples());
    this.backoff = new Backoff(target.minBackoff(), target.maxBackoff(), random);
    this.thread =
        Thread.ofPlatform().name("aionyx-send-" + target.name()).daemon().start(this::run);
  }

  void add(List<Point> points) {
    telemetry.dropped(queue.add(points));
    telemetry.pending(target.name(), queue.size());
  }

  String name() {
    return target.name();
  }

  Health health() {
    return health;
  }

  int pending() {
    return queue.size();
  }

  private void run() {
    try {
      while (true) {
        List<Point> batch = queue.take(target.batchSamples(), IDLE);
        telemetry.pending(target.name(), queue.size());
        if (!batch.isEmpty()) {
          deliver(batch);
        } else if (stopping.getCount() == 0) {
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(List<Point> batch) throws InterruptedException {
    byte[] body = client.encode(batch);
    boolean settled = false;
    try {
      while (!settled) {
        settled = settle(client.send(body, batch.size()), batch.size());
      }
    } finally {
      if (!settled) {
        telemetry.dropped(batch.size());
      }
    }
  }

  private boolean settle(Verdict verdict, int samples) throws InterruptedException {
    switch (verdict) {
      case Verdict.Delivered delivered -> {
        telemetry.delivered(delivered.samples());
        telemetry.refused(samples - delivered.samples());
        report(delivered.samples() == samples, "delivered " + delivered.samples() + " samples");
      }
      case Verdict.Refused refused -> {
        telemetry.refused(samples);
        report(false, refused.reason());
      }
      case Verdict.Later later -> {
        report(false, later.reason());
        telemetry.retried(target.name());
        pause(backoff.next(later.asked()));
        return false;
      }
    }
    backoff.reset();
    return true;
  }

  /** While stopping there is no time for patience: the least wait, whatever was asked for. */
  private void pause(Duration wait) throws InterruptedException {
    if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
      Thread.sleep(target.minBackoff());
    }
  }

  private void report(boolean good, String message) {
    if (good != health.good()) {
      if (good) {
        LOG.info("write-back to {} works again", target.name());
      } else {
        LOG.warn("write-back to {} fails: {}", target.name(), message);
      }
    }
    health = new Health(good, message);
  }

  /** Sends what waits until the deadline of the target; the rest is dropped and counted. */
  @Override
  public void close() {
    stopping.countDown();
    try {
      if (!thread.join(target.flushDeadline())) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    } finally {
      telemetry.dropped(queue.clear());
      telemetry.pending(target.name(), 0);
      client.close();
    }
  }
}
