package io.aionyx.core;

import io.aionyx.core.model.Model;
import io.aionyx.core.model.OnnxDetector;
import java.util.List;

/** What scores: failure models and anomaly detectors of any kind and horizon. */
public record Models(List<Model> failures, List<OnnxDetector> detectors) {
  public static final Models NONE = new Models(List.of(), List.of());

  public Models {
    failures = List.copyOf(failures);
    detectors = List.copyOf(detectors);
  }
}
