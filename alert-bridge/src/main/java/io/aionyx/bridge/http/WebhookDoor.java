package io.aionyx.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.audit.AuditLog;
import io.aionyx.bridge.domain.Printable;
import io.aionyx.bridge.json.Hashes;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.observe.BridgeMetrics;
import io.aionyx.bridge.receive.Notification;
import io.aionyx.bridge.receive.RefusedException;
import io.aionyx.bridge.receive.WebhookParser;
import io.aionyx.bridge.store.Inbox;
import io.javalin.http.Context;
import io.javalin.http.UnauthorizedResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Takes notifications: 202 once the alerts are on disk, 4xx for what cannot be understood, 5xx only
 * when it could not be stored, since that is what makes Alertmanager try again.
 */
final class WebhookDoor {

  private final WebhookParser parser;
  private final int maxBodyBytes;
  private final Inbox inbox;
  private final AuditLog audit;
  private final BridgeMetrics metrics;
  private final Credentials credentials;
  private final InstantSource clock;
  private final Runnable wake;
  private final RefusalBudget refusals;

  WebhookDoor(
      WebhookParser parser,
      int maxBodyBytes,
      Inbox inbox,
      AuditLog audit,
      BridgeMetrics metrics,
      Credentials credentials,
      InstantSource clock,
      Runnable wake) {
    this.parser = parser;
    this.maxBodyBytes = maxBodyBytes;
    this.inbox = inbox;
    this.audit = audit;
    this.metrics = metrics;
    this.credentials = credentials;
    this.clock = clock;
    this.wake = wake;
    this.refusals = new RefusalBudget(clock);
  }

  void take(Context request) throws IOException {
    try {
      credentials.requireSender(request);
    } catch (UnauthorizedResponse e) {
      metrics.rejected("unauthorized");
      auditRefusal("unauthorized", "no valid credential", new byte[0]);
      throw e;
    }
    byte[] body = request.req().getInputStream().readNBytes(maxBodyBytes + 1);
    try {
      answer(request, parser.parse(body));
    } catch (RefusedException e) {
      metrics.rejected(e.reason());
      auditRefusal(e.reason(), String.valueOf(e.getMessage()), body);
      request.status(e.status()).json(Errors.body("bad_data", String.valueOf(e.getMessage())));
    }
  }

  private void answer(Context request, Notification notification) {
    Instant now = clock.instant();
    int fresh = inbox.accept(notification.alerts(), now);
    int malformed = notification.refused().size();
    metrics.accepted(fresh, notification.alerts().size() - fresh, malformed);
    notification
        .refused()
        .forEach(why -> auditRefusal("malformed_alert", why, why.getBytes(StandardCharsets.UTF_8)));
    wake.run();
    ObjectNode answer = Json.object();
    answer.put("status", "success").put("accepted", notification.alerts().size());
    answer.put("refused", malformed);
    request.status(202).contentType("application/json").result(Json.write(answer));
  }

  /**
   * A flood of rubbish must not fill the disk through the audit: the first of a minute are kept.
   */
  private void auditRefusal(String reason, String why, byte[] body) {
    if (refusals.spend()) {
      audit.append(
          "rejected",
          reason,
          Json.object()
              .put("why", Printable.of(why))
              .put("bytes", body.length)
              .put("body_sha256", Hashes.sha256(new String(body, StandardCharsets.ISO_8859_1))));
    }
  }
}
