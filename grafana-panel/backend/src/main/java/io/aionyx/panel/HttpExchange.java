package io.aionyx.panel;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request and its answer, within bounds of time and size. On {@link HttpURLConnection}: the
 * newer client loads TLS and six hundred classes before it says a word, which on this process'
 * budget is five megabytes.
 */
final class HttpExchange {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

  private final HttpURLConnection connection;
  private final Deadline deadline;
  private final int maxBytes;

  private HttpExchange(HttpURLConnection connection, Duration limit, int maxBytes) {
    this.connection = connection;
    this.deadline = new Deadline(limit);
    this.maxBytes = maxBytes;
  }

  /** Opens an exchange which follows no redirect: a token is for the address it was given to. */
  static HttpExchange with(
      URI address,
      Map<String, String> headers,
      Optional<SSLSocketFactory> tls,
      Duration limit,
      int maxBytes)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout((int) CONNECT_LIMIT.toMillis());
    headers.forEach(connection::setRequestProperty);
    if (connection instanceof HttpsURLConnection https) {
      tls.ifPresent(https::setSSLSocketFactory);
    }
    return new HttpExchange(connection, limit, maxBytes);
  }

  HttpAnswer get() throws IOException {
    return answer();
  }

  /** Posts once: a body of fixed length is never sent again behind the caller's back. */
  HttpAnswer post(byte[] body) throws IOException {
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    connection.getOutputStream().write(body);
    return answer();
  }

  private HttpAnswer answer() throws IOException {
    connection.setReadTimeout(deadline.remainingMillis());
    int status = status();
    String mediaType = Optional.ofNullable(connection.getContentType()).orElse("");
    InputStream body =
        status / 100 == 2 ? connection.getInputStream() : connection.getErrorStream();
    InputStream some = body == null ? InputStream.nullInputStream() : body;
    return new HttpAnswer(status, mediaType, new BoundedBody(some, connection, deadline, maxBytes));
  }

  private int status() throws IOException {
    try {
      return connection.getResponseCode();
    } catch (HttpRetryException e) {
      return e.responseCode(); // a 401 to a POST, which it would have liked to send again
    }
  }
}
