package io.aionyx.wire;

import java.util.List;

/**
 * One condition of a remote-read query on a label. Regular expressions are anchored at both ends.
 */
public record LabelMatcher(Type type, String name, String value) {
  /** How the value is compared, with the sign PromQL writes for it. */
  public enum Type {
    EQUAL(0, "="),
    NOT_EQUAL(1, "!="),
    REGEX(2, "=~"),
    NOT_REGEX(3, "!~");

    private static final List<Type> ALL = List.of(values());

    private final int wireNumber;
    private final String sign;

    Type(int wireNumber, String sign) {
      this.wireNumber = wireNumber;
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    int wireNumber() {
      return wireNumber;
    }
  }

  private static final int TYPE = 1 << 3 | ProtoReader.VARINT;
  private static final int NAME = 2 << 3 | ProtoReader.BYTES;
  private static final int VALUE = 3 << 3 | ProtoReader.BYTES;
  private static final int KNOWN = 1 << 1 | 1 << 2 | 1 << 3;

  static LabelMatcher read(ProtoReader in) throws WireException {
    int outer = in.enter();
    int start = in.position;
    long type = 0;
    String name = "";
    String value = "";
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case TYPE -> type = in.varint();
        case NAME -> name = in.text();
        case VALUE -> value = in.text();
        default -> in.skip(tag, KNOWN);
      }
    }
    in.leave(outer);
    if (type < 0 || type >= Type.ALL.size()) {
      throw in.invalid(start, "matcher type " + type);
    }
    return new LabelMatcher(Type.ALL.get((int) type), name, value);
  }

  void write(ProtoWriter out) {
    out.varint(1, type.wireNumber());
    out.optionalText(2, name);
    out.optionalText(3, value);
  }

  @Override
  public String toString() {
    return name + type.sign + '"' + value + '"';
  }
}
