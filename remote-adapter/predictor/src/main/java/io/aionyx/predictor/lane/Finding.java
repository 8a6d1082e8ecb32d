package io.aionyx.predictor.lane;

/**
 * What a check of the forecast lane found.
 *
 * @param words a sentence that names the setting to change, where there is one
 */
public record Finding(Verdict verdict, String words) {
  /** How the lane does. */
  public enum Verdict {
    /** Nothing can be said yet: no forecast to ask for. */
    WAITING,
    HEALTHY,
    BROKEN
  }

  static Finding waiting(String words) {
    return new Finding(Verdict.WAITING, words);
  }

  static Finding healthy() {
    return new Finding(Verdict.HEALTHY, "forecasts come back from Prometheus");
  }

  static Finding broken(String words) {
    return new Finding(Verdict.BROKEN, words);
  }
}
