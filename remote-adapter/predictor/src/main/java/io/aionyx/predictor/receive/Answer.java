package io.aionyx.predictor.receive;

import java.util.Map;

/**
 * What the door answers.
 *
 * @param text for people; empty on success
 */
record Answer(int status, String text, Map<String, String> headers) {
  Answer {
    headers = Map.copyOf(headers);
  }
}
