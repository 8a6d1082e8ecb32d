package io.aionyx.predictor.outcomes;

import java.util.List;

/**
 * What is open, what became of the latest, and how well each model does.
 *
 * @param latest resolutions, newest first
 */
public record Report(List<Episode> open, List<Resolution> latest, List<Quality> quality) {
  public static final Report EMPTY = new Report(List.of(), List.of(), List.of());

  public Report {
    open = List.copyOf(open);
    latest = List.copyOf(latest);
    quality = List.copyOf(quality);
  }
}
