package io.aionyx.panel;

import io.aionyx.grafana.PluginContext;
import io.aionyx.grafana.PluginException;
import io.aionyx.grafana.ResourceRequest;
import io.aionyx.grafana.Role;
import io.aionyx.grafana.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What changes a cluster. Who decides is taken from the context Grafana vouches for, never from
 * what the browser sent: a body cannot name its own approver.
 */
final class Actions {
  private static final Role NEEDED = Role.EDITOR;
  private static final Set<String> DECISIONS = Set.of("approve", "deny");
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final int MAX_TEXT = 2_000;

  private final UpstreamClient client;

  Actions(UpstreamClient client) {
    this.client = client;
  }

  /** Approves or denies a planned action: {@code {id, plan, decision, reason}}. */
  byte[] decide(ResourceRequest request) {
    Map<String, Object> body = body(request);
    String decision = text(body, "decision");
    if (!DECISIONS.contains(decision)) {
      throw PluginException.badRequest("decision must be approve or deny: was " + decision);
    }
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("id", required(body, "id"));
    told.put("plan", text(body, "plan"));
    told.put("decision", decision);
    told.put("reason", text(body, "reason"));
    return post(request, "/api/v1/approvals", told);
  }

  byte[] pause(ResourceRequest request) {
    return post(request, "/api/v1/pause", reason(request));
  }

  byte[] resume(ResourceRequest request) {
    return post(request, "/api/v1/resume", reason(request));
  }

  private static Map<String, Object> reason(ResourceRequest request) {
    return new LinkedHashMap<>(Map.of("reason", text(body(request), "reason")));
  }

  private byte[] post(ResourceRequest request, String path, Map<String, Object> body) {
    User user = person(request.context());
    Upstream bridge = Settings.of(request.context()).bridge();
    return client.post(bridge, path, user.login(), body);
  }

  static boolean mayAct(PluginContext context) {
    return context.role().atLeast(NEEDED);
  }

  private static User person(PluginContext context) {
    User user =
        context
            .user()
            .filter(someone -> !someone.login().isBlank())
            .orElseThrow(() -> PluginException.forbidden("Only a signed-in person may do this."));
    if (!mayAct(context)) {
      throw PluginException.forbidden(
          "%s may look but not act: that takes the role Editor.".formatted(user.login()));
    }
    return user;
  }

  private static Map<String, Object> body(ResourceRequest request) {
    if (request.body().length > MAX_BODY_BYTES) {
      throw PluginException.badRequest("the body is longer than " + MAX_BODY_BYTES + " bytes");
    }
    return request.json();
  }

  private static String required(Map<String, Object> body, String key) {
    String value = text(body, key);
    if (value.isBlank()) {
      throw PluginException.badRequest("the body needs " + key);
    }
    return value;
  }

  private static String text(Map<String, Object> body, String key) {
    String text = Loose.text(body, key);
    if (text.length() > MAX_TEXT) {
      throw PluginException.badRequest(key + " is longer than " + MAX_TEXT + " characters");
    }
    return text;
  }
}
