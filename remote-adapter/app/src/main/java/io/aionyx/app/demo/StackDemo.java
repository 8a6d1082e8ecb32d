package io.aionyx.app.demo;

import io.aionyx.app.stack.ActiveAlerts;
import io.aionyx.app.stack.AlertBridge;
import io.aionyx.app.stack.PromQl;
import io.aionyx.app.stack.Stack;
import io.aionyx.app.terminal.Ink;
import io.aionyx.app.terminal.Terminal;
import io.aionyx.core.signals.Entity;
import io.aionyx.predictor.Predictor;
import io.aionyx.predictor.serve.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The demo in the middle of a real stack: the history ends now, a failure lies ahead, and what is
 * shown is what Prometheus, Alertmanager and the alert-bridge answer. A pod that the bridge evicts
 * leaves the history too, so that its prediction and its alert end as they would in a cluster.
 */
public final class StackDemo {
  private static final Duration POLL = Duration.ofSeconds(2);

  private final Imminent imminent;
  private final Departures history;
  private final Demo demo;
  private final Duration patience;

  /**
   * @param now at which the history goes over from the past to the present
   * @param patience how long an alert is waited for once the replay has caught up, and how long the
   *     bridge's end after it
   */
  public StackDemo(Imminent imminent, Instant now, String title, Duration patience) {
    this(imminent, now, title, patience, Terminal.ofSystem());
  }

  StackDemo(Imminent imminent, Instant now, String title, Duration patience, Terminal terminal) {
    this.imminent = imminent;
    this.patience = patience;
    this.history = new Departures(imminent.world());
    long start = imminent.world().spec().startMillis();
    var stretch = new Demo.Stretch(start, now.toEpochMilli(), Double.POSITIVE_INFINITY);
    this.demo = new Demo(history, stretch, title, terminal);
  }

  /** More lines of the demo's configuration: where the predictions go. */
  public static String writesTo(Stack stack) {
    return "remote_write: [{url: '%s'}]\n".formatted(stack.writeUrl());
  }

  /** The simulated cluster as it is now, for a bridge to act on. */
  public String cluster() {
    return ClusterList.of(imminent.world(), System.currentTimeMillis());
  }

  public boolean live() {
    return demo.live();
  }

  /**
   * Replays, waits for the alert and for what the bridge makes of it, and prints the answers; the
   * caller decides how long all of it stays up.
   *
   * @param bridge alerted by the stack; without one the story ends with the alert
   * @return the replay, which goes on
   */
  public AutoCloseable run(Predictor predictor, Stack stack, Optional<AlertBridge> bridge) {
    Feed feed = demo.follow(predictor);
    try (var promQl = new PromQl(stack.prometheus().url());
        var alerts = new ActiveAlerts(stack.alertmanager().url())) {
      stack.connect(predictor.url());
      demo.print("");
      demo.print(
          "Now is %s. %s will fail at %s (%s). The rules as they ship are evaluated; up to %s."
              .formatted(
                  Words.clock(System.currentTimeMillis()),
                  entity(),
                  Words.clock(imminent.failure().failMillis()),
                  imminent.failure().mode().replace('_', ' '),
                  Words.span(patience.toSeconds())));
      var answers = new StackAnswers(promQl, alerts, entity());
      awaitAlert(feed, answers);
      answers.lines().forEach(demo::print);
      if (answers.fires()) {
        bridge.ifPresent(there -> remedy(feed, answers, there));
      }
      demo.print("");
      demo.print("Prometheus     " + stack.prometheus().url());
      demo.print("Alertmanager   " + stack.alertmanager().url());
      bridge.ifPresent(there -> demo.print("alert-bridge   " + there.url()));
      demo.print("status page    " + predictor.url());
      return feed;
    } catch (RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  private Entity entity() {
    return imminent.failure().entity();
  }

  private void awaitAlert(Feed feed, StackAnswers answers) {
    var told = new StringBuilder();
    await(
        feed,
        () -> {
          boolean fires = answers.fires();
          String state = fires ? "" : answers.state();
          if (!fires && !state.contentEquals(told)) {
            demo.print(Words.clock(System.currentTimeMillis()) + "  " + state);
            told.replace(0, told.length(), state);
          }
          return fires;
        });
  }

  private void remedy(Feed feed, StackAnswers answers, AlertBridge bridge) {
    demo.print("");
    demo.print(Ink.BOLD.of("The alert-bridge says") + "  /api/v1/history");
    String predicted = answers.prediction();
    String fired = answers.state();
    var remedy = new Remedy(bridge, entity(), demo::print);
    await(feed, () -> remedy.follow(this::depart));
    if (remedy.succeeded() && isPod()) {
      await(feed, () -> !answers.fires());
    }
    demo.print("");
    demo.print(Ink.BOLD.of("From prediction to proof"));
    demo.print(Remedy.step("predicted", predicted));
    demo.print(Remedy.step("alert", fired));
    remedy.closing().forEach(demo::print);
    demo.print(Remedy.step("since", answers.state()));
  }

  /**
   * A pod that was evicted sends nothing any more. A node that was emptied goes on as it did, and
   * so does its alert: only its pods are out of harm's way.
   */
  private void depart(Entity entity) {
    if (isPod()) {
      history.leave(entity);
    }
  }

  private boolean isPod() {
    return entity().kind().name().equals("pod");
  }

  /** Until something has happened or the patience is over. */
  private void await(Feed feed, BooleanSupplier happened) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!happened.getAsBoolean() && System.nanoTime() < deadline) {
      feed.check();
      if (Thread.interrupted()) {
        throw new IllegalStateException("interrupted in the middle of the demo");
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(POLL.toSeconds()));
    }
  }
}
