package io.aionyx.predictor.receive;

import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.WriteDecoder;
import java.util.EnumMap;
import java.util.Map;

/** The buffers and decoders of one request at a time, kept for the next. Not thread safe. */
final class Session {
  /** Buffers above this are not kept: a rare large request must not hold its memory for ever. */
  private static final int KEPT_BYTES = 4 << 20;

  private final Map<RemoteWrite, WriteDecoder> decoders = new EnumMap<>(RemoteWrite.class);
  final RequestReader reader;
  byte[] body = new byte[0];
  int bodyLength;
  byte[] message = new byte[0];

  Session(WriteLimits limits, KnownSeries known, long hashSeed) {
    this.reader = new RequestReader(limits, known);
    for (RemoteWrite version : RemoteWrite.values()) {
      decoders.put(version, version.newDecoder(hashSeed));
    }
  }

  WriteDecoder decoder(RemoteWrite version) {
    WriteDecoder decoder = decoders.get(version);
    if (decoder == null) {
      throw new IllegalStateException("no decoder for " + version);
    }
    return decoder;
  }

  void reserveBody(int bytes) {
    body = atLeast(body, bytes);
  }

  void reserveMessage(int bytes) {
    message = atLeast(message, bytes);
  }

  /** Fresh, not copied: what a buffer held is of no use. */
  private static byte[] atLeast(byte[] buffer, int bytes) {
    return buffer.length >= bytes ? buffer : new byte[Math.max(bytes, 2 * buffer.length)];
  }

  boolean isWorthKeeping() {
    return body.length <= KEPT_BYTES && message.length <= KEPT_BYTES;
  }
}
