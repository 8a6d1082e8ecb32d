package io.aionyx.bridge.cluster;

/** Whether this replica may act. */
@FunctionalInterface
public interface Leadership {

  /**
   * @param fence grows with every change of leader; stored with each action
   */
  record Standing(boolean leader, String holder, long fence) {}

  Standing standing();

  /** For a bridge that runs alone. */
  static Leadership alone() {
    return () -> new Standing(true, "this process, elections are off", 0);
  }
}
