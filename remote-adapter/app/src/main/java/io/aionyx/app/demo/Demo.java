package io.aionyx.app.demo;

import io.aionyx.app.terminal.Ink;
import io.aionyx.app.terminal.Terminal;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.predictor.Predictor;
import io.aionyx.predictor.config.Config;
import io.aionyx.predictor.config.ConfigReader;
import io.aionyx.predictor.config.YamlDocument;
import io.aionyx.predictor.serve.Past;
import io.aionyx.predictor.serve.Words;
import io.aionyx.scenarios.replay.RemoteWriteReplayer;
import io.aionyx.scenarios.replay.ReplayProgress;
import io.aionyx.scenarios.replay.ReplaySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Replays a history into a predictor and shows what it says. */
public final class Demo {
  private static final long FRAME_NANOS = 150_000_000;
  private static final int NEWS = 3;

  /** Fast, and still finite: each step is sent when it is over and not when a batch is full. */
  private static final double AT_ONCE = 1e6;

  private final History history;
  private final Stretch stretch;
  private final String title;
  private final Terminal terminal;
  private final Watch watch = new Watch();

  /**
   * What part of time the history covers.
   *
   * @param speed seconds of it in one second; infinite for as fast as it goes
   */
  public record Stretch(long startMillis, long endMillis, double speed) {}

  public Demo(History history, Stretch stretch, String title) {
    this(history, stretch, title, Terminal.ofSystem());
  }

  Demo(History history, Stretch stretch, String title, Terminal terminal) {
    this.history = history;
    this.stretch = stretch;
    this.title = title;
    this.terminal = terminal;
  }

  /** The configuration of the demo: loopback, the time of the data, nothing on disk. */
  public static Config config(int port, String more) {
    return new ConfigReader(Map.of())
        .read(
            YamlDocument.parse(
                "demo", "listen: 127.0.0.1:%d\nclock: event\n%s".formatted(port, more)));
  }

  public boolean live() {
    return terminal.live();
  }

  public void print(String line) {
    terminal.print(line);
  }

  /** Replays everything, drawing as it goes; the predictor goes on serving afterwards. */
  public Account run(Predictor predictor) {
    history
        .failures()
        .forEach(f -> predictor.mark(f.entity(), new Past.Mark(f.failMillis(), f.mode())));
    Painter painter = begin(predictor);
    painter.finish(replayer(predictor, stretch.speed()).replay(history, painter));
    return Account.of(history, watch.episodes(), stretch.endMillis());
  }

  /**
   * Replays what lies behind, drawing as it goes, and returns when it has caught up with the clock;
   * from there on the history goes on as time does, until the feed is closed.
   */
  Feed follow(Predictor predictor) {
    Painter painter = begin(predictor);
    return Feed.start(
        replayer(predictor, AT_ONCE),
        new LiveHistory(history),
        stretch.endMillis(),
        painter,
        painter::finish);
  }

  private Painter begin(Predictor predictor) {
    predictor.onEvaluation(watch::observe);
    if (!terminal.live()) {
      terminal.print("AIONYX  " + title);
      terminal.print("status page  " + predictor.url());
    }
    return new Painter(new Screen(terminal.width(), title, predictor.url().toString()));
  }

  private static RemoteWriteReplayer replayer(Predictor predictor, double speed) {
    return new RemoteWriteReplayer(
        ReplaySettings.to(predictor.url().resolve("/api/v1/write")).withSpeed(speed));
  }

  /** Draws a few frames a second, or a line every tenth of the way. */
  private final class Painter implements Consumer<ReplayProgress> {
    private final Screen screen;
    private final long startNanos = System.nanoTime();
    private long drawnNanos = startNanos;
    private int tenths;

    Painter(Screen screen) {
      this.screen = screen;
    }

    @Override
    public void accept(ReplayProgress progress) {
      long now = System.nanoTime();
      if (terminal.live() && now - drawnNanos >= FRAME_NANOS) {
        drawnNanos = now;
        paint(progress);
      } else if (!terminal.live() && (int) (10 * share(progress)) > tenths) {
        tenths = (int) (10 * share(progress));
        terminal.print(Screen.progressLine(progress(progress)) + atRisk());
      }
    }

    void finish(ReplayProgress progress) {
      paint(progress);
      terminal.keep();
    }

    private void paint(ReplayProgress progress) {
      terminal.draw(screen.frame(progress(progress), watch.top(10), news(progress.eventMillis())));
    }

    private Screen.Progress progress(ReplayProgress progress) {
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      double eventSeconds = (progress.eventMillis() - stretch.startMillis()) / 1e3;
      return new Screen.Progress(
          progress.eventMillis(),
          share(progress),
          progress.samples(),
          progress.samples() / seconds,
          eventSeconds / seconds);
    }

    private double share(ReplayProgress progress) {
      double whole = stretch.endMillis() - stretch.startMillis();
      return Math.clamp((progress.eventMillis() - stretch.startMillis()) / whole, 0, 1);
    }

    private String atRisk() {
      List<Watch.Risk> top = watch.top(1);
      return top.isEmpty()
          ? ""
          : "  most at risk: %s %s"
              .formatted(top.get(0).entity(), Words.percent(top.get(0).worst().probability()));
    }
  }

  /** The latest failures, and how long before each an alarm was up. */
  private List<String> news(long nowMillis) {
    var lines = new ArrayList<String>();
    List<Failure> past =
        history.failures().stream().filter(f -> f.failMillis() <= nowMillis).toList().reversed();
    Account account = Account.of(history, watch.episodes(), nowMillis);
    for (Failure failure : past.subList(0, Math.min(NEWS, past.size()))) {
      String told =
          account.caught().stream()
              .filter(caught -> caught.failure().equals(failure))
              .findFirst()
              .map(
                  caught ->
                      Ink.GREEN.of("alarm " + Words.span(caught.lead().toSeconds()) + " ahead"))
              .orElse(
                  failure.reachable(Account.LEAD)
                      ? Ink.RED.of("missed")
                      : Ink.FAINT.of("unpredictable"));
      lines.add(
          "%s  %s failed (%s)  %s"
              .formatted(
                  Words.clock(failure.failMillis()),
                  failure.entity(),
                  failure.mode().replace('_', ' '),
                  told));
    }
    while (lines.size() < NEWS) {
      lines.add("");
    }
    return lines;
  }
}
