package io.aionyx.core.history;

import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import java.util.List;

/**
 * A finite past: a stream of samples in scrape order, and what failed in it.
 *
 * <p>Replaying twice gives the same stream, bit for bit.
 */
public interface History {
  void replay(Sink sink);

  /** In time order; the side file of labels, never visible in the stream. */
  List<Failure> failures();

  /** Stretches that look like trouble and are not: they must not raise an alarm. */
  List<Confounder> confounders();

  /**
   * Stretches that prove nothing either way: the entity was taken out on purpose, or something was
   * done to prevent what would perhaps have come.
   */
  default List<Stretch> undecided() {
    return List.of();
  }

  /**
   * Whether what happens to an entity counts here. Others are in the stream, but are neither learnt
   * from nor judged.
   */
  default boolean covers(Entity entity) {
    return true;
  }

  /** Takes the stream. Handles are dense ints from 0, each opened once by the replay. */
  interface Sink {
    int open(Labels series);

    void sample(int handle, long timestampMillis, double value);

    /** Every sample up to this moment has been delivered. */
    void advance(long timestampMillis);
  }
}
