package io.aionyx.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.audit.AuditLog;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.store.Database;
import io.aionyx.bridge.store.Decisions;
import io.aionyx.bridge.store.Ledger;
import io.aionyx.bridge.store.PauseSwitch;
import io.aionyx.bridge.store.Tx;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where people look and decide. Every decision is stored with its name, reason and audit record.
 */
final class PeopleDoor {

  private static final int MAX_REASON_CHARS = 500;
  private static final int MAX_HISTORY = 1000;

  private final Database database;
  private final Ledger ledger;
  private final Decisions decisions;
  private final PauseSwitch pause;
  private final AuditLog audit;
  private final Credentials credentials;
  private final InstantSource clock;
  private final Runnable wake;

  PeopleDoor(
      Database database,
      Ledger ledger,
      Decisions decisions,
      PauseSwitch pause,
      AuditLog audit,
      Credentials credentials,
      InstantSource clock,
      Runnable wake) {
    this.database = database;
    this.ledger = ledger;
    this.decisions = decisions;
    this.pause = pause;
    this.audit = audit;
    this.credentials = credentials;
    this.clock = clock;
    this.wake = wake;
  }

  void approvals(Context request) {
    credentials.requireReader(request);
    send(request, list(ledger.inPhase(Phase.AWAITING_APPROVAL)));
  }

  void history(Context request) {
    credentials.requireReader(request);
    Integer limit = request.queryParamAsClass("limit", Integer.class).getOrDefault(50);
    send(request, list(ledger.newest(Math.clamp(limit, 1, MAX_HISTORY))));
  }

  private ArrayNode list(List<Remediation> remediations) {
    ArrayNode list = Json.array();
    remediations.forEach(r -> list.add(Shown.of(r, decisions)));
    return list;
  }

  private static void send(Context request, JsonNode data) {
    ObjectNode answer = Json.object().put("status", "success");
    answer.set("data", data);
    request.contentType("application/json").result(Json.write(answer));
  }

  /** Body: {@code {"id", "plan", "decision": "approve|deny", "reason"}}. */
  void decide(Context request) {
    String who = credentials.requirePerson(request);
    JsonNode body = body(request);
    String decision = body.path("decision").asText();
    if (!decision.matches("approve|deny")) {
      throw new BadRequestResponse("decision must be approve or deny");
    }
    Remediation r = database.inTransaction(tx -> decide(tx, who, body, decision));
    wake.run();
    send(request, Shown.of(r, decisions));
  }

  private Remediation decide(Tx tx, String who, JsonNode body, String decision) {
    String id = body.path("id").asText();
    Remediation r = ledger.find(id).orElseThrow(() -> new NotFoundResponse("no remediation " + id));
    Instant now = clock.instant();
    if (r.phase() != Phase.AWAITING_APPROVAL || !now.isBefore(r.nextAt())) {
      throw new ConflictResponse("it is not waiting any more, but " + r.phase().text());
    }
    if (!r.planHash().equals(body.path("plan").asText())) {
      throw new ConflictResponse("the plan is another one now: " + r.planHash());
    }
    String reason = reason(body);
    boolean fresh =
        decisions.record(
            tx,
            new Decisions.Decision(id, r.planHash(), decision.equals("approve"), who, reason, now));
    if (!fresh) {
      throw new ConflictResponse("somebody decided before");
    }
    audit.append(
        tx,
        "decision",
        id,
        Json.object()
            .put("who", who)
            .put("decision", decision)
            .put("reason", reason)
            .put("plan_hash", r.planHash()));
    Remediation due = r.moved(r.phase(), r.reason(), r.updatedAt(), now);
    ledger.save(tx, due);
    return due;
  }

  void pause(Context request) {
    String who = credentials.requirePerson(request);
    String reason = reason(body(request));
    database.inTransaction(
        tx -> {
          pause.pause(tx, new PauseSwitch.Pause(who, reason, clock.instant()));
          return audit.append(tx, "pause", who, Json.object().put("reason", reason));
        });
    send(request, Json.object().put("paused", true));
  }

  void resume(Context request) {
    String who = credentials.requirePerson(request);
    String reason = reason(body(request));
    database.inTransaction(
        tx -> {
          pause.resume(tx);
          return audit.append(tx, "resume", who, Json.object().put("reason", reason));
        });
    wake.run();
    send(request, Json.object().put("paused", false));
  }

  private static String reason(JsonNode body) {
    String reason = body.path("reason").asText("").strip();
    if (reason.isEmpty() || reason.length() > MAX_REASON_CHARS) {
      throw new BadRequestResponse(
          "a reason of 1 to " + MAX_REASON_CHARS + " characters is needed");
    }
    return reason;
  }

  /**
   * Only with a JSON content type: a page of another site can make a browser send its password
   * along, but not that header without asking first.
   */
  private static JsonNode body(Context request) {
    String type = String.valueOf(request.contentType()).toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/json")) {
      throw new HttpResponseException(415, "Content-Type must be application/json", Map.of());
    }
    try {
      return Json.MAPPER.readTree(request.body());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new BadRequestResponse("the body is not JSON");
    }
  }
}
