package io.aionyx.app.doctor;

import io.aionyx.app.doctor.Verdict.Bad;
import io.aionyx.app.doctor.Verdict.Good;
import io.aionyx.app.doctor.Verdict.Weak;
import java.util.List;
import java.util.Map;

/** From an alert to people and to the bridge. */
final class RouteChecks {
  /** What the shipped rules put on a prediction. */
  static final Map<String, String> PREDICTION =
      Map.of(
          "alertname", "AionyxFailurePredicted",
          "severity", "warning",
          "entity_kind", "pod",
          "horizon", "2h",
          "aionyx_mode", "advise",
          "aionyx_remediate", "true");

  private static final String DOOR = "/api/v1/alertmanager";

  private RouteChecks() {}

  static Verdict leadsToTheBridge(Routing routing) {
    List<Routing.Receiver> receivers = routing.of(PREDICTION);
    var bridges = receivers.stream().filter(RouteChecks::isBridge).toList();
    if (bridges.isEmpty()) {
      return new Weak(
          "a prediction goes to " + names(receivers) + ", no alert bridge among them",
          "add the route of rules/examples/alertmanager.yaml, if you want advice or actions");
    }
    if (!bridges.getFirst().tellsResolved()) {
      return new Weak(
          names(bridges) + " is not told when a prediction ends", "send_resolved: true");
    }
    return receivers.size() == bridges.size()
        ? new Weak(
            "only the bridge hears of a prediction, nobody on call does",
            "add continue: true to its route")
        : new Good(names(receivers));
  }

  /** Newer Alertmanagers hide the URL of a webhook: then its receiver's name has to tell. */
  private static boolean isBridge(Routing.Receiver receiver) {
    return receiver.webhooks().stream()
        .anyMatch(
            url ->
                url.endsWith(DOOR) || url.equals("<secret>") && receiver.name().contains("aionyx"));
  }

  private static String names(List<Routing.Receiver> receivers) {
    return String.join(", ", receivers.stream().map(Routing.Receiver::name).toList());
  }

  static Verdict webhooksArrive(Exposition metrics) {
    double failed =
        metrics.sum("alertmanager_notifications_failed_total", "integration", "webhook");
    double sent = metrics.sum("alertmanager_notifications_total", "integration", "webhook");
    return failed == 0
        ? new Good("%.0f sent, none failed".formatted(sent))
        : new Bad(
            "%.0f of %.0f failed".formatted(failed, sent),
            "Alertmanager's log says why: 401 is a wrong credentials_file, a timeout a"
                + " NetworkPolicy or a bridge that is down");
  }
}
