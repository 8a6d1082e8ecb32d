package io.aionyx.trainer;

/** Hears how far long work has come; called from several threads. */
@FunctionalInterface
public interface Progress {
  Progress SILENT = (stage, done, total) -> {};

  void step(String stage, int done, int total);
}
