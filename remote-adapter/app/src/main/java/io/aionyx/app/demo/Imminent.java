package io.aionyx.app.demo;

import io.aionyx.core.history.Failure;
import io.aionyx.scenarios.World;
import io.aionyx.scenarios.WorldSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A world that is placed in time such that one of its failures is about to come.
 *
 * @param failure a memory leak or a disk that fills, long visible and yet to happen
 */
public record Imminent(World world, Failure failure) {
  static final Duration AHEAD = Duration.ofMinutes(40);
  private static final Duration PAST = Duration.ofHours(3);
  private static final Duration VISIBLE = Duration.ofMinutes(60);
  private static final List<String> MODES = List.of("oom", "disk_full");

  /**
   * The first fitting failure that has three hours of history before now comes forty minutes after
   * it.
   *
   * @throws IllegalArgumentException where the world has none
   */
  public static Imminent at(Instant now, WorldSpec spec) {
    World planned = World.of(spec);
    long enough = spec.startMillis() + PAST.toMillis();
    Failure chosen =
        planned.failures().stream()
            .filter(failure -> MODES.contains(failure.mode()))
            .filter(failure -> failure.reachable(VISIBLE))
            .filter(failure -> failure.failMillis() - AHEAD.toMillis() >= enough)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no memory leaks and no disk fills late enough in this"
                            + " cluster's history: try another --seed or more --hours"));
    long shift = now.toEpochMilli() + AHEAD.toMillis() - chosen.failMillis();
    World moved = World.of(spec.withStart(spec.start().plusMillis(shift)));
    return new Imminent(moved, moved.failures().get(planned.failures().indexOf(chosen)));
  }
}
