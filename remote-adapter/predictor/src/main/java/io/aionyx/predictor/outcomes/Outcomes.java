package io.aionyx.predictor.outcomes;

import io.aionyx.core.Evaluation;
import io.aionyx.core.history.FailureWatch;
import io.aionyx.core.series.Labels;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import io.aionyx.predictor.outcomes.TrackRecord.Line;
import io.aionyx.predictor.telemetry.Telemetry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The predictor's memory of what it said and what came of it. Takes the samples that tell of
 * failures, and every evaluation; not thread-safe, but {@link #report} may be asked from anywhere.
 */
public final class Outcomes {
  private static final int REMEMBERED = 200;

  private final Telemetry telemetry;
  private final FailureWatch watch = new FailureWatch();
  private Episodes episodes = new Episodes();
  private TrackRecord record = new TrackRecord();
  private Reliability reliability = new Reliability();
  private final Deque<Resolution> latest = new ArrayDeque<>();
  private volatile Report report = Report.EMPTY;

  public Outcomes(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /** Whether a series tells of failures. */
  public boolean wants(Labels series) {
    return watch.wants(series);
  }

  /** A handle for {@link #sample}, {@link FailureWatch#NOTHING} where the series tells nothing. */
  public int open(Labels series) {
    return watch.open(series);
  }

  public void close(int handle) {
    watch.close(handle);
  }

  public void sample(int handle, long timestampMillis, double value) {
    watch.sample(handle, timestampMillis, value);
  }

  /** Opens and resolves what this evaluation decides. */
  public Report observe(Evaluation evaluation) {
    long now = evaluation.atMillis();
    var sightings = watch.advance(now);
    var changes = episodes.observe(evaluation, sightings);
    reliability.observe(evaluation, sightings);
    evaluation.predictions().forEach(p -> record.begin(new Line(p.model(), p.failureMode()), now));
    record.advance(now);
    changes.opened().forEach(this::opened);
    changes.resolved().forEach(resolution -> resolved(resolution, now));
    report = new Report(List.copyOf(episodes.open()), List.copyOf(latest), quality(now));
    return report;
  }

  private List<Quality> quality(long now) {
    var reliable = reliability.figures();
    return record.figures(now).entrySet().stream()
        .map(
            each -> {
              var line = each.getKey();
              var own = each.getValue();
              var said = reliable.getOrDefault(line, Reliability.Figures.UNKNOWN);
              return new Quality(
                  line.model(),
                  line.failureMode(),
                  own.precision(),
                  own.lowerBound(),
                  own.recall(),
                  own.falseAlarmsPerDay(),
                  said.brier(),
                  said.calibrationError());
            })
        .toList();
  }

  private void opened(Episode episode) {
    telemetry.opened(episode.model(), episode.failureMode());
  }

  private void resolved(Resolution resolution, long now) {
    record.add(resolution, now);
    telemetry.resolved(resolution.model(), resolution.failureMode(), resolution.outcome().label());
    if (resolution.outcome() == Outcome.TRUE_POSITIVE) {
      telemetry.lead(resolution.model(), resolution.failureMode(), resolution.leadSeconds());
    }
    latest.addFirst(resolution);
    if (latest.size() > REMEMBERED) {
      latest.removeLast();
    }
  }

  /** Writes what must outlive the process: what is open, and what the figures are made of. */
  public void write(StateWriter state) {
    episodes.write(state);
    record.write(state);
    reliability.write(state);
    OutcomeState.writeAll(state, latest, OutcomeState::write);
  }

  /**
   * Goes on where a written one was.
   *
   * @throws IllegalArgumentException if that is not possible; nothing has changed then
   */
  public void read(StateReader state) {
    var open = Episodes.read(state);
    var counted = TrackRecord.read(state);
    var reliable = Reliability.read(state);
    var resolutions = OutcomeState.readAll(state, OutcomeState::readResolution);
    episodes = open;
    record = counted;
    reliability = reliable;
    latest.clear();
    latest.addAll(resolutions);
    report = new Report(List.copyOf(episodes.open()), resolutions, List.of());
  }

  /** The state after the latest evaluation. */
  public Report report() {
    return report;
  }
}
