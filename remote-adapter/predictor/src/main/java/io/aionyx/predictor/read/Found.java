package io.aionyx.predictor.read;

import io.aionyx.predictor.outlook.Line;
import java.util.List;

/** The answer to one query before it is written: these lines at these moments. */
record Found(List<Line> lines, Grid grid) {
  long samples() {
    return (long) lines.size() * grid.moments();
  }
}
