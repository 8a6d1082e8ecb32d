package io.aionyx.core.history;

import io.aionyx.core.signals.Entity;
import java.time.Duration;
import java.util.List;

/**
 * One failure that happened.
 *
 * @param entity what failed
 * @param mode as in the {@code failure_mode} label, or {@code sudden} where nothing foretold it
 * @param causeMillis when its cause began
 * @param observableMillis first moment at which the telemetry without noise shows it; equals {@code
 *     failMillis} where nothing does
 * @param failMillis the failure
 * @param victims entities that failed because of this one
 * @param causal names of the series (metric names) on which the cause has an effect
 */
public record Failure(
    Entity entity,
    String mode,
    long causeMillis,
    long observableMillis,
    long failMillis,
    List<Entity> victims,
    List<String> causal) {
  public Failure {
    if (!(causeMillis <= observableMillis && observableMillis <= failMillis)) {
      throw new IllegalArgumentException(
          "must be cause <= observable <= fail: was "
              + causeMillis
              + ", "
              + observableMillis
              + ", "
              + failMillis);
    }
    victims = List.copyOf(victims);
    causal = List.copyOf(causal);
  }

  /** Whether it could be seen at least this long before it happened. */
  public boolean reachable(Duration lead) {
    return failMillis - observableMillis >= lead.toMillis();
  }
}
