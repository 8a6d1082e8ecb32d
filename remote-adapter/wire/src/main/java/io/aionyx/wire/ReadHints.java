package io.aionyx.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * What a query engine will do with the samples it asks for; an answer may use it and need not.
 *
 * @param stepMillis of the query; 0 for an instant one
 * @param function around the selector, such as {@code max_over_time}; may be empty
 * @param startMillis of the range the selector needs
 * @param endMillis of that range
 * @param grouping label names of the aggregation around it
 * @param by true if the grouping names the labels kept, false if those dropped
 * @param rangeMillis of a range selector; 0 if it is none
 */
public record ReadHints(
    long stepMillis,
    String function,
    long startMillis,
    long endMillis,
    List<String> grouping,
    boolean by,
    long rangeMillis) {
  private static final int STEP = 1 << 3 | ProtoReader.VARINT;
  private static final int FUNCTION = 2 << 3 | ProtoReader.BYTES;
  private static final int START = 3 << 3 | ProtoReader.VARINT;
  private static final int END = 4 << 3 | ProtoReader.VARINT;
  private static final int GROUPING = 5 << 3 | ProtoReader.BYTES;
  private static final int BY = 6 << 3 | ProtoReader.VARINT;
  private static final int RANGE = 7 << 3 | ProtoReader.VARINT;
  private static final int KNOWN = 0xfe;

  public ReadHints {
    grouping = List.copyOf(grouping);
  }

  static ReadHints read(ProtoReader in) throws WireException {
    int outer = in.enter();
    long step = 0;
    String function = "";
    long start = 0;
    long end = 0;
    List<String> grouping = new ArrayList<>();
    boolean by = false;
    long range = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case STEP -> step = in.varint();
        case FUNCTION -> function = in.text();
        case START -> start = in.varint();
        case END -> end = in.varint();
        case GROUPING -> {
          in.checkCount(grouping.size());
          grouping.add(in.text());
        }
        case BY -> by = in.varint() != 0;
        case RANGE -> range = in.varint();
        default -> in.skip(tag, KNOWN);
      }
    }
    in.leave(outer);
    return new ReadHints(step, function, start, end, grouping, by, range);
  }

  void write(ProtoWriter out) {
    out.varint(1, stepMillis);
    out.optionalText(2, function);
    out.varint(3, startMillis);
    out.varint(4, endMillis);
    grouping.forEach(label -> out.text(5, label));
    out.varint(6, by ? 1 : 0);
    out.varint(7, rangeMillis);
  }
}
