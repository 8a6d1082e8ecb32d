package io.aionyx.bridge.gate;

/** One stage. Throws for outages; the pipeline turns those into "not now". */
public interface Gate {

  /** One word, as in the page and in {@code RATIONALE.md}. */
  String name();

  Verdict judge(Case c);

  default Verdict allow(String reason) {
    return new Verdict.Allowed(name(), reason);
  }

  default Verdict ask(String reason) {
    return new Verdict.Ask(name(), reason);
  }

  default Verdict advise(String reason) {
    return new Verdict.Refused(name(), reason, io.aionyx.bridge.domain.Phase.ADVISED);
  }

  default Verdict deny(String reason) {
    return new Verdict.Refused(name(), reason, io.aionyx.bridge.domain.Phase.DENIED);
  }

  default Verdict notNow(String reason, java.time.Duration retry) {
    return new Verdict.NotNow(name(), reason, retry);
  }
}
