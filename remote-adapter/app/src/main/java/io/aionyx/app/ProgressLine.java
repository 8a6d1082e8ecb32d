package io.aionyx.app;

import io.aionyx.trainer.Progress;
import java.io.Console;
import java.util.HashMap;
import java.util.Map;

/**
 * Shows how far long work is: one line that changes on a terminal, a line for each quarter
 * elsewhere.
 */
final class ProgressLine implements Progress {
  private final boolean live;
  private final long startNanos = System.nanoTime();
  private final Map<String, Integer> quarters = new HashMap<>();
  private boolean drawn;

  ProgressLine() {
    Console console = System.console();
    live = console != null && console.isTerminal();
  }

  @Override
  public synchronized void step(String stage, int done, int total) {
    int quarter = total == 0 ? 4 : 4 * done / total;
    Integer before = quarters.put(stage, quarter);
    String line =
        "%5d s  %-28s %d of %d"
            .formatted((System.nanoTime() - startNanos) / 1_000_000_000, stage, done, total);
    if (live) {
      System.err.print("\r" + line + "\u001b[K");
      drawn = true;
    } else if (before == null || quarter > before) {
      System.err.println(line);
    }
  }

  synchronized void end() {
    if (drawn) {
      System.err.println();
    }
  }
}
