package io.aionyx.wire.history;

import io.aionyx.wire.ChunkedReadReader;
import io.aionyx.wire.LabelMatcher;
import io.aionyx.wire.ReadHints;
import io.aionyx.wire.ReadQuery;
import io.aionyx.wire.ReadRequest;
import io.aionyx.wire.ReadRequest.ResponseType;
import io.aionyx.wire.SnappyBlock;
import io.aionyx.wire.WireException;
import io.aionyx.wire.history.HistoryException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks one remote-read server, one request a call. Streamed chunks are preferred, since they are
 * read frame by frame; an answer in samples is read too, whole, up to {@value #MAX_SAMPLES_BYTES}
 * bytes. Thread safe.
 */
public final class RemoteReadClient implements HistorySource {
  /** Greatest answer in samples, compressed or not; frames of streams are bounded by it too. */
  public static final int MAX_SAMPLES_BYTES = 32 << 20;

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type",
          ReadRequest.CONTENT_TYPE,
          "Content-Encoding",
          "snappy",
          "Accept-Encoding",
          "snappy",
          ReadRequest.VERSION_HEADER,
          ReadRequest.VERSION);

  private final HistoryServer server;

  public RemoteReadClient(HistoryServer server) {
    this.server = server;
  }

  /** See {@link HistoryServer#HistoryServer}. */
  public RemoteReadClient(
      URI url, HttpClient http, Supplier<Map<String, String>> headers, Duration timeout) {
    this(new HistoryServer(url, http, headers, timeout));
  }

  /** A client without authentication that waits a minute for an answer. */
  public static RemoteReadClient of(URI url) {
    return new RemoteReadClient(HistoryServer.of(url, Duration.ofMinutes(1)));
  }

  @Override
  public void read(long startMillis, long endMillis, List<LabelMatcher> matchers, HistorySink sink)
      throws HistoryException, InterruptedException {
    var hints = new ReadHints(0, "", startMillis, endMillis, List.of(), false, 0);
    read(new ReadQuery(startMillis, endMillis, matchers, Optional.of(hints)), sink);
    sink.through(endMillis);
  }

  /** Asks one query and gives what comes back, trimmed to the range asked for. */
  public void read(ReadQuery query, HistorySink sink)
      throws HistoryException, InterruptedException {
    var asked =
        new ReadRequest(
            List.of(query), List.of(ResponseType.STREAMED_XOR_CHUNKS, ResponseType.SAMPLES));
    server.post(
        SnappyBlock.encode(asked.toByteArray()),
        HEADERS,
        response -> deliver(response, new Trimmed(query, sink)));
  }

  private void deliver(HttpResponse<InputStream> response, Trimmed samples)
      throws IOException, WireException {
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (type.startsWith("application/x-streamed-protobuf")) {
      samples.chunks(new ChunkedReadReader(response.body(), MAX_SAMPLES_BYTES));
    } else if (type.startsWith(ReadRequest.CONTENT_TYPE)) {
      samples.message(decompressed(response.body()));
    } else {
      throw new HistoryException(
          Kind.CORRUPT,
          server.url() + ": answers with Content-Type " + type + ", not as remote-read does");
    }
  }

  private byte[] decompressed(InputStream body) throws IOException, WireException {
    byte[] block = body.readNBytes(MAX_SAMPLES_BYTES + 1);
    if (block.length > MAX_SAMPLES_BYTES) {
      throw new HistoryException(
          Kind.CORRUPT,
          server.url() + ": an answer above " + MAX_SAMPLES_BYTES + " bytes; ask for less");
    }
    return new SnappyBlock(MAX_SAMPLES_BYTES).decode(block);
  }
}
