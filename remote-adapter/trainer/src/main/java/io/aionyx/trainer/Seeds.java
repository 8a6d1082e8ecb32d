package io.aionyx.trainer;

import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Which worlds serve what. No world serves twice: what grew the trees may not stop their growth,
 * what did either may not calibrate them, and what validates has been seen by nothing.
 *
 * @param grow worlds the trees learn from
 * @param tune worlds that say when to stop
 * @param calibrate worlds that turn margins into probabilities and fix thresholds
 * @param validate worlds that only measure
 */
public record Seeds(List<Long> grow, List<Long> tune, List<Long> calibrate, List<Long> validate) {
  public Seeds {
    grow = List.copyOf(grow);
    tune = List.copyOf(tune);
    calibrate = List.copyOf(calibrate);
    validate = List.copyOf(validate);
    var seen = new HashSet<Long>();
    Stream.of(grow, tune, calibrate, validate)
        .flatMap(List::stream)
        .forEach(
            seed -> {
              if (!seen.add(seed)) {
                throw new IllegalArgumentException("seed " + seed + " serves twice");
              }
            });
  }

  /** Seeds from a first one on, cut into grow, tune, calibrate and validate. */
  public static Seeds from(long first, int grow, int tune, int calibrate, int validate) {
    return new Seeds(
        range(first, grow),
        range(first + grow, tune),
        range(first + grow + tune, calibrate),
        range(first + grow + tune + calibrate, validate));
  }

  private static List<Long> range(long first, int count) {
    return LongStream.range(first, first + count).boxed().toList();
  }
}
