package io.aionyx.bridge.plan;

import io.aionyx.bridge.domain.Remediation;

/** What became of an alert. */
public sealed interface Plan {

  /** A first action to consider. */
  record Ready(Remediation remediation) implements Plan {}

  /** The alert is understood, and nothing is to be done about it. */
  record Refused(String reason) implements Plan {}
}
