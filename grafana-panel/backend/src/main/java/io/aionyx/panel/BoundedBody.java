package io.aionyx.panel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;

/**
 * A body that ends with an exception when it is longer than allowed or still not whole at the
 * deadline, however slowly it drips.
 */
final class BoundedBody extends FilterInputStream {
  private final HttpURLConnection connection;
  private final Deadline deadline;
  private final int maxBytes;
  private int readBytes;

  BoundedBody(InputStream in, HttpURLConnection connection, Deadline deadline, int maxBytes) {
    super(in);
    this.connection = connection;
    this.deadline = deadline;
    this.maxBytes = maxBytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    connection.setReadTimeout(remainingMillis());
    int count = super.read(target, offset, length);
    readBytes += Math.max(0, count);
    if (readBytes > maxBytes) {
      connection.disconnect();
      throw new TooLongException(maxBytes);
    }
    return count;
  }

  private int remainingMillis() throws SocketTimeoutException {
    try {
      return deadline.remainingMillis();
    } catch (SocketTimeoutException e) {
      connection.disconnect();
      throw e;
    }
  }

  /** An answer beyond the bound. */
  static final class TooLongException extends IOException {
    TooLongException(int maxBytes) {
      super("it sent more than %d MiB".formatted(maxBytes >> 20));
    }
  }
}
