package io.aionyx.predictor.receive;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConnection;

/**
 * Closes connections on which the head of a request does not arrive in time.
 *
 * <p>Jetty's idle time-out starts anew with each byte, so a client that drips one byte at a time
 * could hold a connection for ever. Each connection is looked at once per time-out: one that is in
 * the same head as the last time is closed.
 */
final class SlowHeads implements Connection.Listener {
  private final long timeoutMillis;

  SlowHeads(Duration timeout) {
    this.timeoutMillis = timeout.toMillis();
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof HttpConnection http) {
      lookLater(http, true, 0);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    // the next look finds it closed and is the last
  }

  private void lookLater(HttpConnection connection, boolean inHead, long requests) {
    connection
        .getConnector()
        .getScheduler()
        .schedule(() -> look(connection, inHead, requests), timeoutMillis, TimeUnit.MILLISECONDS);
  }

  private void look(HttpConnection connection, boolean wasInHead, long requestsBefore) {
    if (!connection.getEndPoint().isOpen()) {
      return;
    }
    long requests = connection.getMessagesIn();
    boolean inHead = isInHead(connection, requests);
    if (inHead && wasInHead && requests == requestsBefore) {
      connection.close();
    } else {
      lookLater(connection, inHead, requests);
    }
  }

  /** Before its first request a connection owes one; later it may rest between two. */
  private static boolean isInHead(HttpConnection connection, long requests) {
    return connection.getHttpChannel().getState().isIdle()
        && (requests == 0 || !connection.getParser().isStart());
  }
}
