package io.aionyx.bridge.gate;

/** Ends the way where the mode is shadow or advise. */
record ModeGate() implements Gate {

  @Override
  public String name() {
    return "mode";
  }

  @Override
  public Verdict judge(Case c) {
    String text = c.remediation().mode().text();
    return switch (c.remediation().mode()) {
      case SHADOW -> advise("mode is shadow: recorded only");
      case ADVISE -> advise("mode is advise: " + advice(c));
      case APPROVE, AUTOPILOT -> allow("mode is " + text);
    };
  }

  private static String advice(Case c) {
    return c.remediation()
        .parameters()
        .getOrDefault("advice", "a person may run " + c.remediation().action());
  }
}
