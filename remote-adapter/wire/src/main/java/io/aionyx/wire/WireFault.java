package io.aionyx.wire;

/** Why bytes were refused. {@link #code()} is stable and fits a metric label. */
public enum WireFault {
  /** The declared size of the decompressed body is above the limit; nothing was allocated. */
  DECODED_TOO_LARGE("decoded_too_large"),
  /** Not a snappy block, or it does not decompress to exactly the size it declares. */
  SNAPPY_CORRUPT("snappy_corrupt"),
  /** The bytes are not the protobuf message they are said to be. */
  PROTO_INVALID("proto_invalid"),
  /** A well-formed message of the other remote-write version. */
  WRONG_SCHEMA("wrong_schema"),
  /** The symbol table does not start with the empty string, or is absurdly long. */
  SYMBOLS_INVALID("symbols_invalid"),
  /** A reference outside the symbol table, or a name without a value. */
  SYMBOL_REFERENCE("symbol_reference"),
  /** More labels in one series or exemplar than any sender has. */
  TOO_MANY_LABELS("too_many_labels"),
  /** More buckets or spans in one native histogram than any sender has. */
  TOO_MANY_BUCKETS("too_many_buckets"),
  /** Text which is not UTF-8. */
  INVALID_UTF8("invalid_utf8"),
  /** A frame of a streamed answer which is above the limit. */
  FRAME_TOO_LARGE("frame_too_large"),
  /** A frame of a streamed answer whose checksum does not match, or which ends early. */
  FRAME_CORRUPT("frame_corrupt"),
  /** A chunk of compressed samples which ends early or is of an unknown encoding. */
  CHUNK_CORRUPT("chunk_corrupt");

  private final String code;

  WireFault(String code) {
    this.code = code;
  }

  /** A stable lower-case name such as {@code snappy_corrupt}. */
  public String code() {
    return code;
  }
}
