package io.aionyx.predictor.publish;

import io.aionyx.wire.RemoteWrite;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What a target's answer means for the batch. */
sealed interface Verdict {
  /** Taken, all of it or as many samples as the target says. */
  record Delivered(long samples) implements Verdict {}

  /** The target cannot now; the same batch is sent again, after {@code asked} at the earliest. */
  record Later(String reason, Duration asked) implements Verdict {}

  /** The target will never take this batch. */
  record Refused(String reason) implements Verdict {}

  /**
   * Reads an answer. 2.0 senders must not believe a success without written counts: a receiver that
   * only knows 1.0 answers 204 to a message it could not read.
   */
  static Verdict of(
      RemoteWrite protocol,
      int status,
      HttpHeaders headers,
      String body,
      int samples,
      Instant now) {
    String reason = "HTTP " + status + (body.isBlank() ? "" : ": " + firstLine(body));
    if (status / 100 == 2) {
      return protocol == RemoteWrite.V1 ? new Delivered(samples) : counted(headers, samples);
    }
    if (status == 429 || status / 100 == 5) {
      return new Later(reason, retryAfter(headers, now));
    }
    return new Refused(reason);
  }

  private static Verdict counted(HttpHeaders headers, int samples) {
    boolean counts =
        List.of(
                RemoteWrite.SAMPLES_WRITTEN_HEADER,
                RemoteWrite.HISTOGRAMS_WRITTEN_HEADER,
                RemoteWrite.EXEMPLARS_WRITTEN_HEADER)
            .stream()
            .anyMatch(name -> headers.firstValue(name).isPresent());
    if (!counts) {
      return new Refused("the target does not speak remote-write 2.0: no written counts came back");
    }
    long written = headers.firstValueAsLong(RemoteWrite.SAMPLES_WRITTEN_HEADER).orElse(0);
    return new Delivered(Math.clamp(written, 0, samples));
  }

  /** Seconds or an HTTP date; anything else counts as not asked. */
  private static Duration retryAfter(HttpHeaders headers, Instant now) {
    String text = headers.firstValue("Retry-After").orElse("").strip();
    if (text.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    } catch (DateTimeException _) {
      return Duration.ZERO;
    }
  }

  private static String firstLine(String body) {
    String line = body.strip().lines().findFirst().orElse("");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
