package io.aionyx.wire;

/**
 * The NaN by which Prometheus says that a series has ended. It differs from an ordinary NaN only in
 * its bits, so it must be compared by bits and never computed with.
 */
public final class StaleMarker {
  private static final long BITS = 0x7ff0_0000_0000_0002L;

  /** The marker as a sample value. */
  public static final double VALUE = Double.longBitsToDouble(BITS);

  private StaleMarker() {}

  public static boolean is(double value) {
    return Double.doubleToRawLongBits(value) == BITS;
  }
}
