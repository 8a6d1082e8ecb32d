package io.aionyx.bridge.prom;

import io.aionyx.bridge.domain.Episode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What the bridge asks of Alertmanager and tells it. */
public interface Alerts {

  /** An alert the bridge raises itself; with {@code endsAt} in the past it is resolved. */
  record Raised(
      SortedMap<String, String> labels,
      Map<String, String> annotations,
      Instant startsAt,
      Instant endsAt) {}

  /**
   * Why the alert of this episode is held back: ids of silences and fingerprints of inhibiting
   * alerts. Empty when nothing holds it back.
   *
   * @throws UnavailableException when Alertmanager does not answer
   */
  List<String> suppressedBy(Episode episode);

  /** Sends alerts; the same alert may be sent again and again. */
  void raise(List<Raised> alerts);
}
