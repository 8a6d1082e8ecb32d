package io.aionyx.scenarios.sim;

import io.aionyx.scenarios.plan.Effect;
import io.aionyx.scenarios.plan.Ending;
import io.aionyx.scenarios.plan.Incident;
import io.aionyx.scenarios.plan.Trajectory;
import java.util.ArrayList;
import java.util.List;

/**
 * The client certificates of one kubelet. When one runs out is known long before, whatever becomes
 * of its renewal, so it must not depend on where an incident begins.
 */
final class Certificates {
  /** How much longer than needed a certificate lasts whose renewal only stutters. */
  private static final long MARGIN_MILLIS = 2 * 3_600_000L;

  private static final long OUTAGE_MILLIS = 600_000;

  private record Certificate(long expiresMillis, long replacedMillis) {}

  private final long lastExpiresMillis;
  private final List<Certificate> certificates = new ArrayList<>();
  private int current;

  Certificates(long lastExpiresMillis) {
    this.lastExpiresMillis = lastExpiresMillis;
  }

  /** Takes the incidents of a node in order of their cause. */
  void foresee(Incident incident) {
    boolean renewal =
        incident.influences().stream().anyMatch(i -> i.effect() == Effect.RENEWAL_ERRORS);
    if (renewal) {
      certificates.add(certificate(incident));
    }
  }

  private static Certificate certificate(Incident incident) {
    Trajectory way = incident.trajectory();
    if (incident.influences().get(0).amplitude() < 1) {
      return new Certificate(way.endMillis() + MARGIN_MILLIS, way.endMillis());
    }
    long replaced =
        way.ending() == Ending.FAILURE ? way.failMillis() + OUTAGE_MILLIS : way.partingMillis();
    return new Certificate(way.failMillis(), replaced);
  }

  double secondsLeft(long millis) {
    while (current < certificates.size() && millis >= certificates.get(current).replacedMillis()) {
      current++;
    }
    long expires =
        current < certificates.size()
            ? certificates.get(current).expiresMillis()
            : lastExpiresMillis;
    return Math.max(0, expires - millis) / 1000.0;
  }
}
