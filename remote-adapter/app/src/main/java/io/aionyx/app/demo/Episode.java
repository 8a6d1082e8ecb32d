package io.aionyx.app.demo;

import io.aionyx.core.Prediction;
import io.aionyx.core.signals.Entity;

/**
 * One alarm on one entity: from the evaluation that opened it to the last one above the threshold.
 *
 * @param opening the prediction that opened it, with its reasons
 */
public record Episode(Entity entity, long startMillis, long endMillis, Prediction opening) {
  Episode until(long millis) {
    return new Episode(entity, startMillis, millis, opening);
  }
}
