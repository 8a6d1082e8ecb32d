package io.aionyx.core.explain;

/** Whether a feature's value is too high or too low against what is usual. */
public enum Direction {
  HIGH("high"),
  LOW("low");

  private final String label;

  Direction(String label) {
    this.label = label;
  }

  /** As the {@code direction} label carries it. */
  public String label() {
    return label;
  }
}
