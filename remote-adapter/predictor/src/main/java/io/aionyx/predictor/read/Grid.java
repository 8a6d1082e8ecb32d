package io.aionyx.predictor.read;

import io.aionyx.predictor.outlook.Board;
import io.aionyx.wire.Moments;
import io.aionyx.wire.ReadHints;
import io.aionyx.wire.ReadQuery;
import java.time.Duration;

/**
 * The moments at which a query is answered: every minute of short ranges, every five minutes of
 * long ones, which is as often as a forecast is renewed and as PromQL looks back. Both stand on
 * multiples of themselves, so that two queries agree where they overlap.
 *
 * @param firstMillis on the grid
 * @param stepMillis between two moments
 * @param moments none where nothing of the range can be known
 */
record Grid(long firstMillis, long stepMillis, int moments) {
  static final long FINE_MILLIS = Duration.ofMinutes(1).toMillis();
  static final long COARSE_MILLIS = Duration.ofMinutes(5).toMillis();

  /** Two hours in minutes are the 120 samples of a chunk. */
  private static final long SHORT_MILLIS = Duration.ofHours(2).toMillis();

  /** What only asks which series there are says so in its hints. */
  private static final String SERIES = "series";

  static Grid of(ReadQuery query, Board board) throws Refused {
    if (query.endMillis() < query.startMillis()) {
      throw Refused.badData(
          "range", "the range ends at " + query.endMillis() + " before " + query.startMillis());
    }
    long start = Math.max(query.startMillis(), board.firstMillis());
    long end = Math.min(query.endMillis(), board.lastMillis());
    if (query.hints().map(ReadHints::function).filter(SERIES::equals).isPresent()) {
      start = Math.max(start, Math.min(end, board.atMillis()));
      end = Math.min(end, start + COARSE_MILLIS);
    }
    long step = step(query, end - start);
    long first = -Math.floorDiv(-start, step) * step;
    return new Grid(first, step, first > end ? 0 : (int) ((end - first) / step) + 1);
  }

  private static long step(ReadQuery query, long span) {
    boolean coarse = query.hints().map(ReadHints::stepMillis).orElse(0L) >= COARSE_MILLIS;
    return span > SHORT_MILLIS || coarse && span > COARSE_MILLIS ? COARSE_MILLIS : FINE_MILLIS;
  }

  /** Every moment, ready to be written. */
  Moments all() {
    return new Moments(firstMillis, stepMillis, moments);
  }

  long at(int moment) {
    return firstMillis + moment * stepMillis;
  }
}
