package io.aionyx.predictor;

import io.aionyx.predictor.receive.Ingest;
import io.aionyx.predictor.receive.UnavailableException;

/** What stands behind the door: closed until the past has been recovered. Thread-safe. */
final class Entrance implements Ingest {
  private static final Ingest CLOSED =
      arrival -> {
        throw new UnavailableException("starting", "the past is being recovered, try again", null);
      };

  private volatile Ingest behind = CLOSED;

  void open(Ingest ingest) {
    behind = ingest;
  }

  boolean isOpen() {
    return behind != CLOSED;
  }

  @Override
  public Applied take(Arrival arrival) throws UnavailableException {
    return behind.take(arrival);
  }
}
