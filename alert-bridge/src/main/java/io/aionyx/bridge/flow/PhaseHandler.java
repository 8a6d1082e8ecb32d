package io.aionyx.bridge.flow;

import io.aionyx.bridge.domain.Remediation;
import java.time.Instant;

/** What is to be done with a remediation in one phase. Stores nothing itself. */
interface PhaseHandler {

  Move advance(Remediation r, Instant now);
}
