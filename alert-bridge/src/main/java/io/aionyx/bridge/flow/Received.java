package io.aionyx.bridge.flow;

import io.aionyx.bridge.act.Preflight;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.domain.Mode;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Prediction;
import io.aionyx.bridge.domain.Printable;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.prom.Predictions;
import io.aionyx.bridge.prom.UnavailableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks the prediction up, looks at the target, and fixes the plan that others may agree to. */
final class Received implements PhaseHandler {

  private final Desk desk;
  private final Optional<Predictions> predictions;

  Received(Desk desk) {
    this.desk = desk;
    this.predictions = desk.metrics().map(Predictions::new);
  }

  @Override
  public Move advance(Remediation r, Instant now) {
    try {
      Optional<Prediction> prediction = predictions.flatMap(p -> p.of(r.episode()));
      if (predictions.isPresent() && prediction.isEmpty()) {
        String why = "the alert claims a prediction that Prometheus does not hold";
        return Move.to(r.moved(Phase.DENIED, why, now, now));
      }
      return plan(r, prediction, now);
    } catch (UnavailableException e) {
      return Desk.wait(r, String.valueOf(e.getMessage()), now, Desk.OUTAGE_RETRY);
    } catch (ClusterException e) {
      return switch (e.fault()) {
        case UNKNOWN, NOT_NOW, CONFLICT ->
            Desk.wait(r, String.valueOf(e.getMessage()), now, Desk.OUTAGE_RETRY);
        case FORBIDDEN, NOT_FOUND, INVALID ->
            Move.to(r.moved(Phase.DENIED, String.valueOf(e.getMessage()), now, now));
      };
    } catch (IllegalArgumentException e) {
      return Move.to(r.moved(Phase.DENIED, String.valueOf(e.getMessage()), now, now)).tryNext();
    }
  }

  private Move plan(Remediation r, Optional<Prediction> prediction, Instant now) {
    Mode mode = desk.modes().of(r);
    Optional<Preflight> preflight =
        mode.compareTo(Mode.ADVISE) > 0 ? desk.inspect(r, now) : Optional.empty();
    Map<String, String> memo = new HashMap<>(r.memo());
    preflight.ifPresent(
        p -> {
          memo.put("owner", p.owner());
          memo.put("scope", p.population().scope());
        });
    prediction.ifPresent(p -> memo.put("lower", Double.toString(p.lower())));
    prediction.ifPresent(p -> memo.put("probability", Double.toString(p.probability())));
    Remediation planned =
        r.planned(mode, Desk.planHash(r, preflight), prediction.map(Prediction::model).orElse(""))
            .remembering(memo)
            .moved(Phase.PLANNED, describe(r, prediction), now, now);
    return Move.to(planned)
        .with(
            Json.object()
                .put("plan_hash", planned.planHash())
                .put("mode", mode.text())
                .set("prediction", Json.MAPPER.valueToTree(prediction.orElse(null))));
  }

  private static String describe(Remediation r, Optional<Prediction> prediction) {
    return r.action()
        + prediction
            .map(p -> " for a lower bound of " + Printable.of(p.lower()) + " by " + p.model())
            .orElse("");
  }
}
