package io.aionyx.predictor.receive;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * Reads a body into a kept buffer, with a length in front or in chunks, and takes from the budget
 * what it is about to hold before it holds it.
 */
final class BodyReader {
  private static final int FIRST_BYTES = 64 << 10;

  private final WriteLimits.Body limits;
  private final InstantSource clock;

  BodyReader(WriteLimits.Body limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** Leaves the body at the front of {@code session.body} and its length in {@code session}. */
  void read(WriteRequest request, Session session, InFlight flight) throws TurnedAway {
    if (request.contentLength() > limits.maxBytes()) {
      throw tooLarge();
    }
    int expected = (int) Math.max(request.contentLength(), 0);
    flight.grow(expected);
    session.reserveBody(Math.max(expected, FIRST_BYTES));
    try {
      fill(request.body(), session, flight, expected);
    } catch (IOException e) {
      throw new TurnedAway(400, "body_incomplete", "the body ended early: " + e.getMessage());
    }
  }

  private void fill(InputStream in, Session session, InFlight flight, int expected)
      throws IOException, TurnedAway {
    long deadlineMillis = clock.millis() + limits.timeout().toMillis();
    int granted = expected;
    int length = 0;
    for (int more = readSome(in, session, 0); more >= 0; more = readSome(in, session, length)) {
      length += more;
      if (length > limits.maxBytes()) {
        throw tooLarge();
      }
      if (length > granted) {
        flight.grow(session.body.length - granted);
        granted = session.body.length;
      }
      if (clock.millis() > deadlineMillis) {
        throw new TurnedAway(408, "body_timeout", "the body took longer than " + limits.timeout());
      }
    }
    session.bodyLength = length;
  }

  /** Grows the buffer by doubling, at most one byte beyond the limit, so that passing it shows. */
  private int readSome(InputStream in, Session session, int length) throws IOException {
    if (length == session.body.length) {
      int wanted = (int) Math.min(2L * length, limits.maxBytes() + 1L);
      session.body = Arrays.copyOf(session.body, wanted);
    }
    return in.read(session.body, length, session.body.length - length);
  }

  private TurnedAway tooLarge() {
    return new TurnedAway(
        413, "body_too_large", "at most " + limits.maxBytes() + " bytes are accepted");
  }
}
