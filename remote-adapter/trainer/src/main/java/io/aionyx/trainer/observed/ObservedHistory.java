package io.aionyx.trainer.observed;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import java.util.List;
import java.util.function.Consumer;

/**
 * A past as a monitoring system remembers it: the same stream twice, once to learn what failed and
 * then for whoever replays it.
 */
public final class ObservedHistory implements History {
  private final Consumer<Sink> stream;
  private final List<Failure> failures;

  private ObservedHistory(Consumer<Sink> stream, List<Failure> failures) {
    this.stream = stream;
    this.failures = List.copyOf(failures);
  }

  /** Reads the stream once; it must give the same samples again on each later call. */
  public static ObservedHistory of(Consumer<Sink> stream) {
    var watch = new FailureWatch();
    stream.accept(watch);
    return new ObservedHistory(stream, watch.failures());
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
}
