package io.aionyx.bridge.cluster;

/** Whether a write is meant, or only asked about with {@code dryRun=All}. */
public enum Commit {
  FOR_REAL,
  DRY_RUN
}
