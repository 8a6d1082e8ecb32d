package io.aionyx.predictor.storage;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One record of a segment: {@code mark, length, CRC32C, sequence, moment, kind, payload}.
 *
 * <p>The mark lets a reader find the next record behind a damaged one. What looks like a record
 * inside a payload, put there by whoever sent it, is none: the checksum begins with the salt of the
 * segment, which no sender knows.
 */
final class RecordFormat {
  static final int HEAD_BYTES = 4 + 4 + 4 + 8 + 8 + 1;

  /** Above any body that is accepted; a length beyond it is damage. */
  static final int MAX_PAYLOAD_BYTES = 1 << 30;

  private static final int MARK = 0x41584a31; // AXJ1

  private RecordFormat() {}

  /** Puts the head of a record into an empty buffer and makes it ready to be written. */
  static void head(
      ByteBuffer into, long salt, long sequence, long atMillis, byte kind, ByteBuffer payload) {
    into.clear();
    into.putInt(MARK).putInt(payload.remaining()).putInt(0);
    into.putLong(sequence).putLong(atMillis).put(kind).flip();
    into.putInt(8, checksum(salt, into, 0, payload.duplicate()));
  }

  /**
   * The payload length of the whole, undamaged record at a position, or -1 where none begins.
   *
   * @param after the sequence must be above it
   */
  static int payloadLength(ByteBuffer segment, int at, long salt, long after) {
    if (segment.limit() - at < HEAD_BYTES || segment.getInt(at) != MARK) {
      return -1;
    }
    int length = segment.getInt(at + 4);
    if (length < 0 || length > MAX_PAYLOAD_BYTES || length > segment.limit() - at - HEAD_BYTES) {
      return -1;
    }
    var payload = segment.slice(at + HEAD_BYTES, length);
    boolean whole = segment.getInt(at + 8) == checksum(salt, segment, at, payload);
    return whole && segment.getLong(at + 12) > after ? length : -1;
  }

  static Entry entry(ByteBuffer segment, int at, int payloadLength) {
    return new Entry(
        segment.getLong(at + 12),
        segment.get(at + 28),
        segment.getLong(at + 20),
        segment.slice(at + HEAD_BYTES, payloadLength));
  }

  /** Over the salt, the length, everything behind the checksum, and the payload. */
  private static int checksum(long salt, ByteBuffer head, int at, ByteBuffer payload) {
    var crc = new CRC32C();
    var fixed = ByteBuffer.allocate(8 + 4 + 17);
    fixed.putLong(salt).putInt(head.getInt(at + 4));
    fixed.putLong(head.getLong(at + 12)).putLong(head.getLong(at + 20)).put(head.get(at + 28));
    crc.update(fixed.flip());
    crc.update(payload);
    return (int) crc.getValue();
  }
}
