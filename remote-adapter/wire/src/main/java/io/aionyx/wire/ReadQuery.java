package io.aionyx.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One query of a remote-read request: all series which match, in a closed range of time.
 *
 * @param startMillis first moment asked for
 * @param endMillis last moment asked for
 * @param matchers all of which a series must meet
 * @param hints what will be done with the samples
 */
public record ReadQuery(
    long startMillis, long endMillis, List<LabelMatcher> matchers, Optional<ReadHints> hints) {
  private static final int START = 1 << 3 | ProtoReader.VARINT;
  private static final int END = 2 << 3 | ProtoReader.VARINT;
  private static final int MATCHER = 3 << 3 | ProtoReader.BYTES;
  private static final int HINTS = 4 << 3 | ProtoReader.BYTES;
  private static final int KNOWN = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4;

  public ReadQuery {
    matchers = List.copyOf(matchers);
  }

  static ReadQuery read(ProtoReader in) throws WireException {
    int outer = in.enter();
    long start = 0;
    long end = 0;
    List<LabelMatcher> matchers = new ArrayList<>();
    @Nullable ReadHints hints = null;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case START -> start = in.varint();
        case END -> end = in.varint();
        case MATCHER -> {
          in.checkCount(matchers.size());
          matchers.add(LabelMatcher.read(in));
        }
        case HINTS -> hints = ReadHints.read(in);
        default -> in.skip(tag, KNOWN);
      }
    }
    in.leave(outer);
    return new ReadQuery(start, end, matchers, Optional.ofNullable(hints));
  }

  void write(ProtoWriter out) {
    out.varint(1, startMillis);
    out.varint(2, endMillis);
    ProtoWriter part = new ProtoWriter();
    for (LabelMatcher matcher : matchers) {
      part.clear();
      matcher.write(part);
      out.message(3, part);
    }
    hints.ifPresent(
        present -> {
          part.clear();
          present.write(part);
          out.message(4, part);
        });
  }
}
