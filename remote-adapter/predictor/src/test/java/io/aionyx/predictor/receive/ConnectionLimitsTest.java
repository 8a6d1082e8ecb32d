package io.aionyx.predictor.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.wire.RemoteWrite;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients which hold on to connections, seen from the socket. */
@Timeout(60)
final class ConnectionLimitsTest {
  private static final String HEAD = "POST /api/v1/write HTTP/1.1\r\nHost: x\r\n";
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(300);

  private static RunningDoor door(int connections, Duration header, Duration idle, Duration body) {
    WriteLimits.Body bodies = WriteLimits.Body.DEFAULTS;
    return new RunningDoor(
        new WriteLimits(
            new WriteLimits.Body(
                bodies.maxBytes(),
                bodies.maxDecodedBytes(),
                bodies.maxInFlightBytes(),
                body,
                bodies.retryAfter()),
            WriteLimits.Series.DEFAULTS,
            WriteLimits.Samples.DEFAULTS,
            new WriteLimits.Connections(connections, header, idle)),
        InstantSource.system());
  }

  private static Socket connect(RunningDoor door) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
    socket.setSoTimeout(100);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }

  /** Sends a byte whenever nothing has come for a tenth of a second, until the server closes. */
  private static void dripUntilClosed(Socket socket) throws IOException {
    while (true) {
      try {
        if (socket.getInputStream().read() < 0) {
          return;
        }
      } catch (SocketTimeoutException quiet) {
        if (isClosedOnWrite(socket)) {
          return;
        }
      } catch (SocketException reset) {
        return;
      }
    }
  }

  private static boolean isClosedOnWrite(Socket socket) {
    try {
      send(socket, "x");
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  @Test
  void drippingHead_isClosed() throws IOException {
    try (RunningDoor door = door(512, SHORT, LONG, LONG);
        Socket socket = connect(door)) {
      send(socket, HEAD + "X-Slow: ");
      dripUntilClosed(socket);
    }
  }

  @Test
  void silentConnection_isClosed() throws IOException {
    try (RunningDoor door = door(512, SHORT, LONG, LONG);
        Socket socket = connect(door)) {
      socket.setSoTimeout(0);
      assertThat(readAll(socket)).isEmpty();
    }
  }

  @Test
  void drippingHeadOfALaterRequest_isClosed() throws IOException {
    try (RunningDoor door = door(512, SHORT, LONG, LONG);
        Socket socket = connect(door)) {
      send(socket, "GET /api/v1/write HTTP/1.1\r\nHost: x\r\n\r\n");
      awaitAnswer(socket, "405");
      send(socket, HEAD + "X-Slow: ");
      dripUntilClosed(socket);
    }
  }

  @Test
  void restingConnection_staysOpen() throws IOException {
    try (RunningDoor door = door(512, SHORT, LONG, LONG);
        Socket socket = connect(door)) {
      for (int i = 0; i < 2; i++) {
        send(socket, "GET /api/v1/write HTTP/1.1\r\nHost: x\r\n\r\n");
        awaitAnswer(socket, "only POST is accepted");
        assertStaysOpen(socket, 4 * SHORT.toMillis());
      }
    }
  }

  @Test
  void silentBody_isEndedByTheIdleTimeout() throws IOException {
    try (RunningDoor door = door(512, LONG, SHORT, LONG);
        Socket socket = connect(door)) {
      socket.setSoTimeout(0);
      send(socket, HEAD + "Content-Length: 1000\r\n\r\nabc");
      assertThat(readAll(socket)).startsWith("HTTP/1.1 400");
      assertThat(door.rejectedRequests("body_incomplete")).isEqualTo(1);
    }
  }

  @Test
  void drippingBody_is408() throws IOException {
    try (RunningDoor door = door(512, LONG, LONG, SHORT);
        Socket socket = connect(door)) {
      send(socket, HEAD + "Content-Length: 1000\r\n\r\n");
      dripUntilClosed(socket);
      assertThat(door.rejectedRequests("body_timeout")).isEqualTo(1);
    }
  }

  @Test
  void connectionsBeyondTheLimit_waitForAPlace() throws IOException {
    try (RunningDoor door = door(1, LONG, LONG, LONG);
        Socket first = connect(door)) {
      send(first, "GET /api/v1/write HTTP/1.1\r\nHost: x\r\n\r\n");
      awaitAnswer(first, "405");
      try (Socket second = connect(door)) {
        send(second, "GET /api/v1/write HTTP/1.1\r\nHost: x\r\n\r\n");
        assertStaysOpen(second, 300);
        first.close();
        awaitAnswer(second, "405");
      }
    }
  }

  @Test
  void resetInsideABody_leavesTheDoorOpen() throws IOException {
    try (RunningDoor door = door(512, LONG, LONG, LONG)) {
      try (Socket socket = connect(door)) {
        send(socket, HEAD + "Transfer-Encoding: chunked\r\n\r\nffff\r\nabc");
        socket.setSoLinger(true, 0);
      }
      byte[] body = Requests.snappy(new byte[0]);
      assertThat(door.post(RemoteWrite.V1, body).statusCode()).isEqualTo(204);
    }
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), US_ASCII);
  }

  private static void awaitAnswer(Socket socket, String expected) throws IOException {
    StringBuilder answer = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (answer.indexOf(expected) < 0) {
      try {
        int next = in.read();
        assertThat(next).as(answer.toString()).isNotNegative();
        answer.append((char) next);
      } catch (SocketTimeoutException quiet) {
        assertThat(socket.isClosed()).isFalse();
      }
    }
  }

  /** Reads until it has been quiet for so long; the end of the stream fails. */
  private static void assertStaysOpen(Socket socket, long quietMillis) throws IOException {
    socket.setSoTimeout((int) quietMillis);
    InputStream in = socket.getInputStream();
    while (true) {
      try {
        assertThat(in.read()).as("end of stream").isNotNegative();
      } catch (SocketTimeoutException quiet) {
        return;
      }
    }
  }
}
