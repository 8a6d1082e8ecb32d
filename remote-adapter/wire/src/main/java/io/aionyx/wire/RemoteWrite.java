package io.aionyx.wire;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two versions of the remote-write protocol: their headers, decoders and encoders.
 *
 * <p>Version 2.0 puts every label text once into a symbol table, which makes it three times smaller
 * on the wire and seven times shorter to walk; its senders expect the three written-counts headers.
 */
public enum RemoteWrite {
  V1("1.0", "0.1.0", "prometheus.WriteRequest", "application/x-protobuf"),
  V2(
      "2.0",
      "2.0.0",
      "io.prometheus.write.v2.Request",
      "application/x-protobuf;proto=io.prometheus.write.v2.Request");

  /** Names the version on requests, and may on answers. */
  public static final String VERSION_HEADER = "X-Prometheus-Remote-Write-Version";

  public static final String SAMPLES_WRITTEN_HEADER = "X-Prometheus-Remote-Write-Samples-Written";
  public static final String HISTOGRAMS_WRITTEN_HEADER =
      "X-Prometheus-Remote-Write-Histograms-Written";
  public static final String EXEMPLARS_WRITTEN_HEADER =
      "X-Prometheus-Remote-Write-Exemplars-Written";

  private static final String MEDIA_TYPE = "application/x-protobuf";

  private final String label;
  private final String version;
  private final String message;
  private final String contentType;

  RemoteWrite(String label, String version, String message, String contentType) {
    this.label = label;
    this.version = version;
    this.message = message;
    this.contentType = contentType;
  }

  /** The version as people write it, {@code 1.0} or {@code 2.0}. */
  public String label() {
    return label;
  }

  /** What a sender puts into {@link #VERSION_HEADER}. */
  public String version() {
    return version;
  }

  /** What a sender puts into {@code Content-Type}. */
  public String contentType() {
    return contentType;
  }

  /**
   * The version a {@code Content-Type} asks for. None at all, or a plain {@code
   * application/x-protobuf}, is 1.0; a foreign media type or message is empty, to be answered 415.
   */
  public static Optional<RemoteWrite> ofContentType(@Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return Optional.of(V1);
    }
    String[] parts = contentType.split(";", -1);
    if (!parts[0].strip().toLowerCase(Locale.ROOT).equals(MEDIA_TYPE)) {
      return Optional.empty();
    }
    RemoteWrite found = V1;
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.toLowerCase(Locale.ROOT).startsWith("proto=")) {
        Optional<RemoteWrite> named = ofMessage(unquoted(parameter.substring(6).strip()));
        if (named.isEmpty()) {
          return named;
        }
        found = named.get();
      }
    }
    return Optional.of(found);
  }

  private static Optional<RemoteWrite> ofMessage(String name) {
    for (RemoteWrite version : values()) {
      if (version.message.equals(name)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /**
   * A decoder for one thread.
   *
   * @param hashSeed seeds {@link RawLabels#hash}; keep it secret where strangers choose the labels
   */
  public WriteDecoder newDecoder(long hashSeed) {
    return this == V1 ? new Write1Decoder(hashSeed) : new Write2Decoder(hashSeed);
  }

  /** A decoder whose label hashes are the same in every process. */
  public WriteDecoder newDecoder() {
    return newDecoder(0);
  }

  /** An encoder for one thread. */
  public WriteEncoder newEncoder() {
    return this == V1 ? new Write1Encoder() : new Write2Encoder();
  }
}
