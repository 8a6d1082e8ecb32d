package io.aionyx.bridge.receive;

import io.aionyx.bridge.domain.Alert;
import java.util.List;

/**
 * One understood webhook call.
 *
 * @param refused why single alerts of an otherwise good call were left out
 */
public record Notification(List<Alert> alerts, List<String> refused) {

  public Notification {
    alerts = List.copyOf(alerts);
    refused = List.copyOf(refused);
  }
}
