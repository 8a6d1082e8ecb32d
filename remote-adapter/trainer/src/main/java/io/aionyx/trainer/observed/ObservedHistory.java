package io.aionyx.trainer.observed;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.FailureWatch;
import io.aionyx.core.history.History;
import io.aionyx.core.history.Sighting;
import io.aionyx.core.history.Stretch;
import io.aionyx.core.series.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A past as a monitoring system remembers it: the same stream twice, once to learn what failed and
 * then for whoever replays it.
 *
 * <p>When a cause began is not known from such a stream. Failures are given the longest horizon as
 * their past, so that every row before them may count. What was drained, rolled out or acted upon
 * would perhaps have failed and perhaps not: the hours around it are undecided.
 */
public final class ObservedHistory implements History {
  private static final long KNOWN_PAST = Duration.ofHours(48).toMillis();

  /** An action may have prevented what would have come within the horizon that called for it. */
  private static final long SHADOW = Duration.ofHours(2).toMillis();

  private final Consumer<Sink> stream;
  private final List<Failure> failures;
  private final List<Stretch> undecided;

  private ObservedHistory(Consumer<Sink> stream, Watching seen) {
    this.stream = stream;
    this.failures = seen.failures();
    this.undecided = seen.undecided();
  }

  /** Reads the stream once; it must give the same samples again on each later call. */
  public static ObservedHistory of(Consumer<Sink> stream) {
    var watching = new Watching();
    stream.accept(watching);
    watching.advance(Long.MAX_VALUE);
    return new ObservedHistory(stream, watching);
  }

  private static final class Watching implements Sink {
    private final FailureWatch watch = new FailureWatch();
    private final List<Integer> handles = new ArrayList<>();
    private final List<Sighting> seen = new ArrayList<>();

    @Override
    public int open(Labels series) {
      handles.add(watch.open(series));
      return handles.size() - 1;
    }

    @Override
    public void sample(int handle, long timestampMillis, double value) {
      watch.sample(handles.get(handle), timestampMillis, value);
    }

    @Override
    public void advance(long timestampMillis) {
      seen.addAll(watch.advance(timestampMillis));
    }

    List<Failure> failures() {
      return seen.stream()
          .filter(Sighting.Failed.class::isInstance)
          .map(Sighting.Failed.class::cast)
          .map(Watching::failure)
          .sorted(Comparator.comparingLong(Failure::failMillis))
          .toList();
    }

    private static Failure failure(Sighting.Failed failed) {
      long from = failed.atMillis() - KNOWN_PAST;
      return new Failure(
          failed.entity(), failed.mode(), from, from, failed.atMillis(), List.of(), List.of());
    }

    List<Stretch> undecided() {
      return seen.stream()
          .filter(sighting -> !(sighting instanceof Sighting.Failed))
          .map(s -> new Stretch(s.entity(), s.atMillis() - SHADOW, s.atMillis() + SHADOW))
          .toList();
    }
  }

  @Override
  public void replay(Sink sink) {
    stream.accept(sink);
  }

  @Override
  public List<Failure> failures() {
    return failures;
  }

  /** None are known: nobody wrote down what only looked like trouble. */
  @Override
  public List<Confounder> confounders() {
    return List.of();
  }

  @Override
  public List<Stretch> undecided() {
    return undecided;
  }
}
