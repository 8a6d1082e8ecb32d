package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.cluster.Rule;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Printable;
import io.aionyx.bridge.json.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks cert-manager to issue a certificate anew, the way its own command line does: the condition
 * {@code Issuing} on the status. Without {@code emergency} only within {@code ahead} (30 days) of
 * its end; a key that leaked is an emergency.
 */
final class RenewCertificate implements Action {

  private final Cluster cluster;

  RenewCertificate(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Card card() {
    return new Card(
        "renew-certificate",
        Impact.NETWORK,
        Set.of("certificate"),
        Map.of("ahead", Parameter.DURATION, "emergency", Parameter.FLAG),
        List.of(
            Rule.of(Resource.CERTIFICATES, "get"),
            Rule.of(Resource.CERTIFICATES.sub("status"), "patch")));
  }

  @Override
  public Preflight inspect(Task task) {
    String owner = task.target().key();
    Optional<ObjectNode> found = certificate(task);
    if (found.isEmpty()) {
      return Preflight.blocked(owner, "there is no such Certificate");
    }
    ObjectNode certificate = found.get();
    return new Preflight(
        Manifest.uid(certificate) + "/" + revision(certificate),
        owner,
        Preflight.Population.untouched(owner),
        blockers(task, certificate),
        Map.of("revision", Long.toString(revision(certificate))));
  }

  private static List<String> blockers(Task task, ObjectNode certificate) {
    if (Manifest.condition(certificate, "Issuing")) {
      return List.of("it is being issued already");
    }
    if (task.flag("emergency")) {
      return List.of();
    }
    String end = certificate.path("status").path("notAfter").asText("");
    try {
      Duration left = Duration.between(task.now(), Instant.parse(end));
      return left.compareTo(task.duration("ahead", "30d")) <= 0
          ? List.of()
          : List.of("it is valid for " + left.toDays() + " more days");
    } catch (DateTimeException e) {
      return List.of("its end is unknown: status.notAfter is " + Printable.of(end));
    }
  }

  private Optional<ObjectNode> certificate(Task task) {
    return cluster.get(Resource.CERTIFICATES, task.target().namespace(), task.target().name());
  }

  private static long revision(JsonNode certificate) {
    return certificate.path("status").path("revision").asLong();
  }

  @Override
  public void rehearse(Task task) {
    issue(task, Commit.DRY_RUN);
  }

  @Override
  public Progress apply(Task task) {
    issue(task, Commit.FOR_REAL);
    return new Progress.Done("renewal requested");
  }

  private void issue(Task task, Commit commit) {
    ObjectNode certificate = certificate(task).orElseThrow(Gone::now);
    ArrayNode conditions = Json.array();
    for (JsonNode condition : certificate.path("status").path("conditions")) {
      if (!condition.path("type").asText().equals("Issuing")) {
        conditions.add(condition);
      }
    }
    conditions
        .addObject()
        .put("type", "Issuing")
        .put("status", "True")
        .put("reason", "ManuallyTriggered")
        .put("message", "Renewal requested by aionyx-bridge " + task.id())
        .put("lastTransitionTime", task.now().toString());
    ObjectNode patch = Manifest.guarded(certificate);
    patch.putObject("status").set("conditions", conditions);
    cluster.patch(
        Resource.CERTIFICATES.sub("status"),
        task.target().namespace(),
        task.target().name(),
        patch,
        commit);
  }

  @Override
  public Health verify(Task task) {
    Optional<ObjectNode> certificate = certificate(task);
    if (certificate.isEmpty()) {
      return new Health.Broken("the Certificate is gone");
    }
    long before = Long.parseLong(task.undo().getOrDefault("revision", "0"));
    boolean issued =
        revision(certificate.get()) > before && Manifest.condition(certificate.get(), "Ready");
    return issued
        ? new Health.Healthy("revision " + revision(certificate.get()) + " is ready")
        : new Health.NotYet("revision " + revision(certificate.get()) + " is not newer or ready");
  }

  @Override
  public Progress rollback(Task task) {
    return new Progress.Done("a renewed certificate is kept; a failed renewal left the old one");
  }
}
