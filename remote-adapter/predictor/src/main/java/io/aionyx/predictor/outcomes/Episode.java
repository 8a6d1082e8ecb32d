package io.aionyx.predictor.outcomes;

import io.aionyx.core.Prediction;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.Entity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An alarm that stands until it is known what became of it.
 *
 * @param id the same in every replay of the same stream
 * @param probability when it opened
 */
public record Episode(
    String id,
    Entity entity,
    Horizon horizon,
    String failureMode,
    String model,
    String modelVersion,
    long openedMillis,
    double probability) {
  private static final int ID_BYTES = 8;

  static Episode of(Prediction prediction, long openedMillis) {
    return new Episode(
        id(prediction, openedMillis),
        prediction.entity(),
        prediction.horizon(),
        prediction.failureMode(),
        prediction.model(),
        prediction.modelVersion(),
        openedMillis,
        prediction.probability());
  }

  /** The last moment at which a failure proves it right. */
  public long deadlineMillis() {
    return openedMillis + horizon.duration().toMillis();
  }

  boolean foretells(String mode) {
    return same(failureMode, mode);
  }

  /** Whether what was foretold and what came may be the same; {@code any} is all of them. */
  static boolean same(String foretold, String came) {
    return foretold.equals("any") || came.equals("any") || foretold.equals(came);
  }

  private static String id(Prediction prediction, long openedMillis) {
    var text =
        prediction.model()
            + '\n'
            + prediction.failureMode()
            + '\n'
            + prediction.entity().kind().name()
            + prediction.entity().identity()
            + '\n'
            + openedMillis;
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
