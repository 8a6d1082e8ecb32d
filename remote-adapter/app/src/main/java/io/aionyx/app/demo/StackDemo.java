package io.aionyx.app.demo;

import io.aionyx.app.stack.ActiveAlerts;
import io.aionyx.app.stack.PromQl;
import io.aionyx.app.stack.Stack;
import io.aionyx.app.terminal.Terminal;
import io.aionyx.core.signals.Entity;
import io.aionyx.predictor.Predictor;
import io.aionyx.predictor.serve.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The demo in the middle of a real stack: the history ends now, a failure lies ahead, and what is
 * shown is what Prometheus and Alertmanager answer.
 */
public final class StackDemo {
  private static final Duration POLL = Duration.ofSeconds(2);

  private final Imminent imminent;
  private final Demo demo;
  private final Duration patience;

  /**
   * @param now at which the history goes over from the past to the present
   * @param patience how long an alert is waited for once the replay has caught up
   */
  public StackDemo(Imminent imminent, Instant now, String title, Duration patience) {
    this(imminent, now, title, patience, Terminal.ofSystem());
  }

  StackDemo(Imminent imminent, Instant now, String title, Duration patience, Terminal terminal) {
    this.imminent = imminent;
    this.patience = patience;
    long start = imminent.world().spec().startMillis();
    var stretch = new Demo.Stretch(start, now.toEpochMilli(), Double.POSITIVE_INFINITY);
    this.demo = new Demo(imminent.world(), stretch, title, terminal);
  }

  /** More lines of the demo's configuration: where the predictions go. */
  public static String writesTo(Stack stack) {
    return "remote_write: [{url: '%s'}]\n".formatted(stack.writeUrl());
  }

  public boolean live() {
    return demo.live();
  }

  /**
   * Replays, waits for the alert and prints the answers; the caller decides how long all of it
   * stays up.
   *
   * @return the replay, which goes on
   */
  public AutoCloseable run(Predictor predictor, Stack stack) {
    Feed feed = demo.follow(predictor);
    try (var promQl = new PromQl(stack.prometheus().url());
        var alerts = new ActiveAlerts(stack.alertmanager().url())) {
      stack.connect(predictor.url());
      Entity entity = imminent.failure().entity();
      demo.print("");
      demo.print(
          "Now is %s. %s will fail at %s (%s). The rules as they ship are evaluated; up to %s."
              .formatted(
                  Words.clock(System.currentTimeMillis()),
                  entity,
                  Words.clock(imminent.failure().failMillis()),
                  imminent.failure().mode().replace('_', ' '),
                  Words.span(patience.toSeconds())));
      var answers = new StackAnswers(promQl, alerts, entity);
      awaitAlert(feed, answers);
      answers.lines().forEach(demo::print);
      demo.print("");
      demo.print("Prometheus     " + stack.prometheus().url());
      demo.print("Alertmanager   " + stack.alertmanager().url());
      demo.print("status page    " + predictor.url());
      return feed;
    } catch (RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  private void awaitAlert(Feed feed, StackAnswers answers) {
    long deadline = System.nanoTime() + patience.toNanos();
    String before = "";
    while (!answers.fires() && System.nanoTime() < deadline) {
      feed.check();
      String state = answers.state();
      if (!state.equals(before)) {
        demo.print(Words.clock(System.currentTimeMillis()) + "  " + state);
        before = state;
      }
      if (Thread.interrupted()) {
        throw new IllegalStateException("interrupted while waiting for an alert");
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(POLL.toSeconds()));
    }
  }
}
