package io.aionyx.predictor.read;

/**
 * What one request to the read door may cost.
 *
 * @param bodyBytes of a request, compressed
 * @param messageBytes of a request, decompressed
 * @param queries of a request
 * @param matchers of a query
 * @param patternLength of a regular expression, in characters
 * @param samples of an answer, over all its series
 * @param atOnce requests that are worked on at the same time; the next one is refused
 */
public record ReadLimits(
    int bodyBytes,
    int messageBytes,
    int queries,
    int matchers,
    int patternLength,
    int samples,
    int atOnce) {
  /** Prometheus itself answers ten at once and refuses above fifty million samples. */
  public static final ReadLimits DEFAULTS =
      new ReadLimits(1 << 20, 4 << 20, 64, 64, 4096, 5_000_000, 8);
}
