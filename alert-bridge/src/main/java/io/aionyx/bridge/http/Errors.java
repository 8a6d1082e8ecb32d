package io.aionyx.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.json.Json;

/** Errors in the form Prometheus gives them. */
final class Errors {

  private Errors() {}

  static ObjectNode body(String type, String message) {
    return Json.object().put("status", "error").put("errorType", type).put("error", message);
  }
}
