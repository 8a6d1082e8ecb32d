package io.aionyx.bridge.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One alert of a webhook call. Everything in it is untrusted: labels choose what to look up, never
 * what to do.
 *
 * <p>The fingerprint is computed here from the labels (FNV-1a over sorted names and values, as
 * Prometheus does) and not read from the payload: a sender who invents fingerprints must not be
 * able to make one episode look like many.
 *
 * @param truncated true when the call that brought it left other alerts of the group out
 */
public record Alert(
    boolean firing,
    SortedMap<String, String> labels,
    Map<String, String> annotations,
    Instant startsAt,
    boolean truncated) {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  public Alert {
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("an alert needs at least one label");
    }
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    annotations = Map.copyOf(annotations);
  }

  public String label(String name) {
    return labels.getOrDefault(name, "");
  }

  /** Sixteen hex digits that identify the label set. */
  public String fingerprint() {
    long hash = FNV_OFFSET;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      hash = fold(fold(hash, label.getKey()), label.getValue());
    }
    return String.format("%016x", hash);
  }

  private static long fold(long hash, String text) {
    long folded = hash;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      folded = (folded ^ (b & 0xff)) * FNV_PRIME;
    }
    return (folded ^ 0xff) * FNV_PRIME;
  }
}
