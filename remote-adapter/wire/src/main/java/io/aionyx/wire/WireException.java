package io.aionyx.wire;

/**
 * Bytes which are not what they should be: why, and at which offset from the start of the range
 * that was given. Carries no stack trace, since refusing hostile input must stay cheap.
 */
public final class WireException extends Exception {
  private static final long serialVersionUID = 1L;

  private final WireFault fault;
  private final int offset;

  WireException(WireFault fault, int offset, String detail) {
    super(fault.code() + " at byte " + offset + ": " + detail, null, false, false);
    this.fault = fault;
    this.offset = offset;
  }

  public WireFault fault() {
    return fault;
  }

  /** Where the first offending byte stands, counted from the start of the decoded range. */
  public int offset() {
    return offset;
  }
}
