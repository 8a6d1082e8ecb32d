package io.aionyx.bridge.gate;

import io.aionyx.bridge.domain.Phase;
import java.time.Duration;

/** What one gate says, with the reason that audit, page and metrics show. */
public sealed interface Verdict {

  String gate();

  String reason();

  /** One word for labels and pages. */
  String word();

  record Allowed(String gate, String reason) implements Verdict {
    @Override
    public String word() {
      return "allowed";
    }
  }

  /** A person has to agree. */
  record Ask(String gate, String reason) implements Verdict {
    @Override
    public String word() {
      return "ask";
    }
  }

  /** Not now; ask again after {@code retry}. */
  record NotNow(String gate, String reason, Duration retry) implements Verdict {
    @Override
    public String word() {
      return "not now";
    }
  }

  /**
   * Never for this plan.
   *
   * @param end ADVISED when the plan remains good advice, DENIED when it was not justified
   */
  record Refused(String gate, String reason, Phase end) implements Verdict {
    @Override
    public String word() {
      return end.text();
    }
  }
}
