package io.aionyx.bridge.domain;

import java.util.Locale;

/** Where a remediation stands. The last eight are final. */
public enum Phase {
  RECEIVED,
  PLANNED,
  AWAITING_APPROVAL,
  APPROVED,
  RUNNING,
  VERIFYING,
  ROLLING_BACK,
  SUCCEEDED,
  ROLLED_BACK,
  FAILED,
  INCONCLUSIVE,
  ADVISED,
  DENIED,
  EXPIRED,
  DRY_RUN;

  public boolean isFinal() {
    return compareTo(SUCCEEDED) >= 0;
  }

  /** True while the cluster may be changed or is being watched for the effect of a change. */
  public boolean isActive() {
    return this == RUNNING || this == VERIFYING || this == ROLLING_BACK;
  }

  /** True once something was done and judged. */
  public boolean isOutcome() {
    return this == SUCCEEDED || this == ROLLED_BACK || this == FAILED || this == INCONCLUSIVE;
  }

  /** As written in labels, JSON and pages. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
