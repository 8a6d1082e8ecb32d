package io.aionyx.wire;

/**
 * The XOR encoding of float samples: times as differences of differences, values as the bits that
 * changed, as in Facebook's Gorilla [1] with Prometheus' bit widths.
 *
 * <p>A chunk starts with its number of samples in two bytes; the first sample stands in full. A
 * regular series of slowly changing values takes about 1.4 bytes a sample.
 *
 * <p>[1] Pelkonen et al., "Gorilla: A Fast, Scalable, In-Memory Time Series Database", VLDB 2015.
 */
public final class XorChunk {
  /** The most samples a chunk can count. Prometheus cuts chunks at 120. */
  public static final int MAX_SAMPLES = 0xffff;

  /** The widths a difference of differences may take, each with one more bit set before it. */
  private static final int[] WIDTHS = {14, 17, 20};

  private static final int NO_WINDOW = -1;

  private XorChunk() {}

  /** Takes the samples of a chunk in turn. */
  public interface SampleConsumer {
    void accept(long timestampMillis, double value);
  }

  /**
   * Reads every sample of a chunk.
   *
   * @throws WireException if it ends early; samples before the end were handed out
   */
  public static void decode(byte[] data, SampleConsumer samples) throws WireException {
    BitReader in = new BitReader(data);
    int count = (int) in.bits(16);
    long time = 0;
    long delta = 0;
    Values values = new Values();
    for (int i = 0; i < count; i++) {
      if (i == 0) {
        time = ProtoReader.zigzag(in.varint());
        values.bits = in.bits(64);
      } else {
        delta = i == 1 ? in.varint() : delta + differenceOfDifferences(in);
        time += delta;
        values.read(in);
      }
      samples.accept(time, Double.longBitsToDouble(values.bits));
    }
  }

  private static long differenceOfDifferences(BitReader in) throws WireException {
    if (in.bits(1) == 0) {
      return 0;
    }
    for (int width : WIDTHS) {
      if (in.bits(1) == 0) {
        long raw = in.bits(width);
        return raw > 1L << (width - 1) ? raw - (1L << width) : raw;
      }
    }
    return in.bits(64);
  }

  /** Builds one chunk; samples must come in order of time. Not thread safe. */
  public static final class Builder {
    private final BitWriter out = new BitWriter();
    private final Values values = new Values();
    private int count;
    private long first;
    private long time;
    private long delta;

    public Builder() {
      out.bits(0, 16);
    }

    public Builder add(long timestampMillis, double value) {
      if (count == MAX_SAMPLES) {
        throw new IllegalStateException("a chunk holds at most " + MAX_SAMPLES + " samples");
      }
      long bits = Double.doubleToRawLongBits(value);
      if (count == 0) {
        first = timestampMillis;
        out.varint(ProtoWriter.zigzag(timestampMillis));
        out.bits(bits, 64);
        values.bits = bits;
      } else {
        addTime(timestampMillis);
        values.write(out, bits);
      }
      time = timestampMillis;
      count++;
      return this;
    }

    private void addTime(long timestampMillis) {
      long next = timestampMillis - time;
      if (count == 1) {
        out.varint(next);
      } else {
        writeDifference(next - delta);
      }
      delta = next;
    }

    private void writeDifference(long difference) {
      if (difference == 0) {
        out.bits(0, 1);
        return;
      }
      out.bits(1, 1);
      for (int width : WIDTHS) {
        if (fits(difference, width)) {
          out.bits(0, 1);
          out.bits(difference, width);
          return;
        }
        out.bits(1, 1);
      }
      out.bits(difference, 64);
    }

    private static boolean fits(long value, int width) {
      return -((1L << (width - 1)) - 1) <= value && value <= 1L << (width - 1);
    }

    public int size() {
      return count;
    }

    /** The chunk as it stands; adding may go on. */
    public Chunk build() {
      byte[] data = out.toByteArray();
      data[0] = (byte) (count >>> 8);
      data[1] = (byte) count;
      return new Chunk(first, time, Chunk.XOR, data);
    }
  }

  /** The value at hand and the window of bits the last difference lay in. */
  private static final class Values {
    long bits;
    private int leading = NO_WINDOW;
    private int trailing;

    void write(BitWriter out, long next) {
      long changed = bits ^ next;
      bits = next;
      if (changed == 0) {
        out.bits(0, 1);
        return;
      }
      out.bits(1, 1);
      int leadingNow = Math.min(31, Long.numberOfLeadingZeros(changed)); // five bits hold it
      int trailingNow = Long.numberOfTrailingZeros(changed);
      if (leading != NO_WINDOW && leadingNow >= leading && trailingNow >= trailing) {
        out.bits(0, 1);
      } else {
        leading = leadingNow;
        trailing = trailingNow;
        out.bits(1, 1);
        out.bits(leading, 5);
        out.bits(64 - leading - trailing, 6); // 64 is written as 0: no window is empty
      }
      out.bits(changed >>> trailing, 64 - leading - trailing);
    }

    void read(BitReader in) throws WireException {
      if (in.bits(1) == 0) {
        return;
      }
      if (in.bits(1) == 1) {
        leading = (int) in.bits(5);
        int width = (int) in.bits(6);
        trailing = 64 - leading - (width == 0 ? 64 : width);
      }
      if (leading == NO_WINDOW || trailing < 0) {
        throw in.corrupt("a window of bits outside the value");
      }
      bits ^= in.bits(64 - leading - trailing) << trailing;
    }
  }
}
