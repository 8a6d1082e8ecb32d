package io.aionyx.bridge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.store.Decisions;

/** A remediation as the API gives it. */
final class Shown {

  private Shown() {}

  static ObjectNode of(Remediation r, Decisions decisions) {
    ObjectNode shown = Json.object();
    shown.put("id", r.id()).put("plan", r.planHash());
    shown.put("action", r.action()).put("playbook", r.playbook());
    shown.put("phase", r.phase().text()).put("reason", r.reason());
    shown.put("mode", r.mode().text());
    shown.put("cluster", r.target().cluster()).put("entity_kind", r.target().kind());
    shown.set("entity", Json.MAPPER.valueToTree(r.target().identity()));
    shown.put("failure_mode", r.episode().failureMode()).put("horizon", r.episode().horizonText());
    shown.put("probability_lower", r.memo().getOrDefault("lower", ""));
    shown.put("model", r.model());
    shown.set("parameters", Json.MAPPER.valueToTree(r.parameters()));
    shown.put("created_at", r.createdAt().toString()).put("updated_at", r.updatedAt().toString());
    shown.put("next_at", r.nextAt().toString());
    shown.put("acted_at", r.actedAt() == null ? null : r.actedAt().toString());
    decisions
        .of(r.id())
        .ifPresent(d -> shown.put("decided_by", d.who()).put("decision_reason", d.reason()));
    ArrayNode gates = shown.putArray("gates");
    decisions
        .verdicts(r.id())
        .forEach(
            v ->
                gates
                    .addObject()
                    .put("gate", v.gate())
                    .put("verdict", v.verdict())
                    .put("reason", v.reason()));
    return shown;
  }
}
