package io.aionyx.predictor.publish;

import io.aionyx.core.series.Labels;
import io.aionyx.predictor.client.Outgoing;
import io.aionyx.predictor.config.Config.Target;
import io.aionyx.predictor.config.ConfigException;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.WriteEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** One attempt to hand a batch to one target. For one thread. */
final class RemoteWriteClient implements AutoCloseable {
  private static final int MAX_ERROR_BYTES = 4096;

  private final Target target;
  private final InstantSource clock;
  private final WriteEncoder encoder;
  private final HttpClient http;

  RemoteWriteClient(Target target, InstantSource clock) {
    this.target = target;
    this.clock = clock;
    this.encoder = target.protocol().newEncoder();
    this.http = Outgoing.client(target.caFile(), target.timeout());
  }

  /** The body of a batch; sending it again sends the same bytes. */
  byte[] encode(List<Point> batch) {
    encoder.clear();
    for (Point point : batch) {
      encoder.startSeries();
      Labels series = point.series();
      for (int i = 0; i < series.size(); i++) {
        encoder.label(series.nameAt(i), series.valueAt(i));
      }
      encoder.sample(point.timestampMillis(), point.value()).endSeries();
    }
    return encoder.toSnappy();
  }

  /** Sends a body once; a target that cannot be reached, or hangs, is asked again later. */
  Verdict send(byte[] body, int samples) throws InterruptedException {
    try {
      var response = http.send(request(body), BodyHandlers.ofInputStream());
      String text;
      try (InputStream stream = response.body()) {
        text = new String(stream.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
      }
      return Verdict.of(
          target.protocol(),
          response.statusCode(),
          response.headers(),
          text,
          samples,
          clock.instant());
    } catch (IOException | ConfigException e) {
      return new Verdict.Later(e.getClass().getSimpleName() + ": " + e.getMessage(), Duration.ZERO);
    }
  }

  private HttpRequest request(byte[] body) {
    RemoteWrite protocol = target.protocol();
    var request =
        HttpRequest.newBuilder(target.url())
            .timeout(target.timeout())
            .header("Content-Type", protocol.contentType())
            .header("Content-Encoding", "snappy")
            .header("User-Agent", "aionyx")
            .header(RemoteWrite.VERSION_HEADER, protocol.version())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    Outgoing.headers(target.authorization(), target.headers()).forEach(request::header);
    return request.build();
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
