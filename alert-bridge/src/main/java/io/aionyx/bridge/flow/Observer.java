package io.aionyx.bridge.flow;

import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.gate.Verdict;
import java.util.List;

/** Is told what happens, for metrics and logs. */
public interface Observer {

  void moved(Remediation before, Remediation after);

  void judged(List<Verdict> verdicts);

  void refusedAlert(String reason);
}
