package io.aionyx.bridge.gate;

import io.aionyx.bridge.domain.Mode;
import io.aionyx.bridge.json.Hashes;

/**
 * Leaves a small share of autopilot episodes alone. An averted failure cannot show whether the
 * prediction was true; without this share the evidence behind autopilot would dry up.
 */
record HoldOutGate(double share) implements Gate {

  @Override
  public String name() {
    return "hold_out";
  }

  @Override
  public Verdict judge(Case c) {
    if (c.remediation().mode() != Mode.AUTOPILOT || c.approved()) {
      return allow("not on autopilot");
    }
    return lot(c) < share
        ? advise("held out, so that the precision stays measurable")
        : allow("not in the held-out share");
  }

  /** Drawn from the episode alone: another action or a restart does not draw again. */
  private static double lot(Case c) {
    String hash = Hashes.sha256("hold-out", c.episode().fingerprint(), "" + c.episode().startsAt());
    return Integer.parseInt(hash, 0, 6, 16) / (double) (1 << 24);
  }
}
