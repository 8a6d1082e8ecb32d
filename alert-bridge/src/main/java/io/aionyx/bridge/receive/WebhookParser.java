package io.aionyx.bridge.receive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aionyx.bridge.domain.Alert;
import io.aionyx.bridge.domain.Printable;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads Alertmanager's webhook payload, version 4. Unknown fields are ignored, a bad alert costs
 * only itself, and each alert's own status counts: the status of the group is wrong as soon as the
 * group mixes firing and resolved alerts.
 */
public final class WebhookParser {

  private static final int MAX_TEXT_CHARS = 64 * 1024;
  private static final int MAX_LABELS = 64;

  private final JsonMapper mapper;
  private final int maxBodyBytes;
  private final int maxAlerts;

  public WebhookParser(int maxBodyBytes, int maxDepth, int maxAlerts) {
    this.maxBodyBytes = maxBodyBytes;
    this.maxAlerts = maxAlerts;
    this.mapper =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder()
                            .maxNestingDepth(maxDepth)
                            .maxStringLength(MAX_TEXT_CHARS)
                            .maxNameLength(1024)
                            .maxNumberLength(64)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  /**
   * @throws RefusedException when the body as a whole is not a version 4 notification
   */
  public Notification parse(byte[] body) {
    if (body.length > maxBodyBytes) {
      throw new RefusedException(
          413, "body_too_large", "body is larger than " + maxBodyBytes + " bytes");
    }
    JsonNode root = tree(body);
    JsonNode alerts = root.path("alerts");
    checkShape(root, alerts);
    boolean truncated = root.path("truncatedAlerts").asLong(0) > 0;
    List<Alert> good = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (JsonNode alert : alerts) {
      try {
        good.add(alert(alert, truncated));
      } catch (IllegalArgumentException e) {
        refused.add(String.valueOf(e.getMessage()));
      }
    }
    return new Notification(good, refused);
  }

  private JsonNode tree(byte[] body) {
    try {
      return mapper.readTree(body);
    } catch (StreamConstraintsException e) {
      throw new RefusedException(400, "limits", "a limit is passed: " + e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      String at = e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
      throw new RefusedException(400, "not_json", "body is not JSON" + at);
    } catch (IOException e) {
      throw new RefusedException(400, "not_json", "body cannot be read: " + e.getMessage());
    }
  }

  private void checkShape(JsonNode root, JsonNode alerts) {
    String version = root.path("version").asText("4");
    if (!version.equals("4")) {
      throw new RefusedException(
          400, "version", "version must be \"4\": was " + Printable.of(version));
    }
    if (!alerts.isArray()) {
      throw new RefusedException(400, "no_alerts", "alerts is missing or not a list");
    }
    if (alerts.size() > maxAlerts) {
      throw new RefusedException(
          413, "too_many_alerts", "more than " + maxAlerts + " alerts: " + alerts.size());
    }
  }

  private static Alert alert(JsonNode node, boolean truncated) {
    String status = node.path("status").asText("");
    if (!status.equals("firing") && !status.equals("resolved")) {
      throw new IllegalArgumentException(
          "status must be firing or resolved: was " + Printable.of(status));
    }
    return new Alert(
        status.equals("firing"),
        texts(node.path("labels"), "labels"),
        texts(node.path("annotations"), "annotations"),
        instant(node.path("startsAt").asText("")),
        truncated);
  }

  private static SortedMap<String, String> texts(JsonNode node, String what) {
    if (node.size() > MAX_LABELS) {
      throw new IllegalArgumentException("more than " + MAX_LABELS + " " + what);
    }
    SortedMap<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isTextual()) {
        throw new IllegalArgumentException(
            what + "." + Printable.of(entry.getKey()) + " must be text");
      }
      texts.put(entry.getKey(), entry.getValue().textValue());
    }
    return texts;
  }

  private static Instant instant(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return Instant.ofEpochMilli(instant.toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("startsAt is not a time: was " + Printable.of(text));
    }
  }
}
