package io.aionyx.panel;

import io.aionyx.grafana.PluginException;
import io.aionyx.grafana.ResourceHandler;
import io.aionyx.grafana.ResourceRequest;
import io.aionyx.grafana.ResourceResponse;
import io.aionyx.grafana.User;
import java.util.Map;

/**
 * The paths under {@code /api/plugins/aionyx-failureprediction-app/resources/}. Reading is for
 * everyone who may open the app, acting for editors.
 */
final class Routes implements ResourceHandler {
  private final UpstreamClient client;
  private final Diagnosis diagnosis;
  private final QueryRoute queries;
  private final Actions actions;

  Routes(UpstreamClient client, Diagnosis diagnosis, QueryRoute queries) {
    this.client = client;
    this.diagnosis = diagnosis;
    this.queries = queries;
    this.actions = new Actions(client);
  }

  @Override
  public ResourceResponse call(ResourceRequest request) {
    String path = request.path();
    return switch (request.method() + " " + path) {
      case "GET predictions", "GET models" -> predictor(request, "/api/v1/" + path);
      case "GET actions/approvals" -> bridge(request, "/api/v1/approvals");
      case "GET actions/history" -> bridge(request, "/api/v1/history");
      case "POST actions/approvals" -> json(actions.decide(request));
      case "POST actions/pause" -> json(actions.pause(request));
      case "POST actions/resume" -> json(actions.resume(request));
      case "POST query" -> json(queries.answer(request));
      case "GET test", "POST test" -> test(request);
      case "GET whoami" -> whoami(request);
      default -> explanationOrNothing(request);
    };
  }

  private ResourceResponse explanationOrNothing(ResourceRequest request) {
    String[] parts = request.path().split("/", 3);
    if (request.method().equals("GET") && parts.length == 3 && parts[0].equals("explanations")) {
      return predictor(request, Paths.explanation(parts[1], parts[2]));
    }
    throw PluginException.notFound(
        "There is nothing at %s %s.".formatted(request.method(), request.path()));
  }

  private ResourceResponse predictor(ResourceRequest request, String path) {
    return json(client.get(Settings.of(request.context()).predictor(), withQuery(path, request)));
  }

  private ResourceResponse bridge(ResourceRequest request, String path) {
    return json(client.get(Settings.of(request.context()).bridge(), withQuery(path, request)));
  }

  private static String withQuery(String path, ResourceRequest request) {
    String query = request.queryString();
    if (!query.matches("[A-Za-z0-9%&=+._~:@!$'()*,;/?-]*")) {
      throw PluginException.badRequest("the query string is not well encoded");
    }
    return query.isEmpty() ? path : path + "?" + query;
  }

  private ResourceResponse test(ResourceRequest request) {
    var findings = diagnosis.findings(request.context());
    return ResourceResponse.json(
        200,
        Map.of(
            "ok", findings.stream().allMatch(Diagnosis.Finding::ok),
            "checks", findings.stream().map(Diagnosis.Finding::json).toList()));
  }

  private static ResourceResponse whoami(ResourceRequest request) {
    return ResourceResponse.json(
        200,
        Map.of(
            "login", request.context().user().map(User::login).orElse(""),
            "role", request.context().role().name(),
            "mayAct", Actions.mayAct(request.context())));
  }

  private static ResourceResponse json(byte[] body) {
    return ResourceResponse.of(200, "application/json", body);
  }
}
