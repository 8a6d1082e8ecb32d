package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.cluster.Rule;
import io.aionyx.bridge.config.ConfigException;
import io.aionyx.bridge.config.DelegateConfig;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.prom.PromText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs a user's Job in the bridge's namespace with the case in {@code AIONYX_*} variables. The
 * Job's name is the idempotency key, so that the API server itself refuses a second one.
 */
final class RunJob implements Action {

  private static final int KEEP_SECONDS = 86_400;

  private final Cluster cluster;
  private final String namespace;
  private final DelegateConfig.Job job;
  private final ObjectNode template;

  RunJob(Cluster cluster, String namespace, DelegateConfig.Job job) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.job = job;
    this.template = read(job.template());
    job.rollbackTemplate().ifPresent(RunJob::read);
  }

  private static ObjectNode read(Path file) {
    try {
      JsonNode tree = new YAMLMapper().readTree(Files.readString(file));
      if (tree instanceof ObjectNode object && object.path("kind").asText().equals("Job")) {
        return object;
      }
      throw new ConfigException(file + ": must hold one object of kind Job");
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e.getMessage());
    }
  }

  @Override
  public Card card() {
    return new Card(
        "job:" + job.name(),
        Impact.DELEGATED,
        Set.of(),
        Map.of(),
        List.of(Rule.of(Resource.JOBS, "create", "get")));
  }

  @Override
  public Preflight inspect(Task task) {
    String owner = "job:" + job.name() + "/" + task.target().key();
    return new Preflight(
        "template " + io.aionyx.bridge.json.Hashes.sha256(Json.canonical(template)),
        owner,
        Preflight.Population.untouched(owner),
        List.of(),
        Map.of());
  }

  @Override
  public void rehearse(Task task) {
    cluster.create(Resource.JOBS, namespace, filled(task, template, ""), Commit.DRY_RUN);
  }

  @Override
  public Progress apply(Task task) {
    cluster.create(Resource.JOBS, namespace, filled(task, template, ""), Commit.FOR_REAL);
    return new Progress.Done("Job " + name(task, "") + " created");
  }

  private ObjectNode filled(Task task, ObjectNode source, String suffix) {
    ObjectNode object = source.deepCopy();
    object.withObject("/metadata").put("name", name(task, suffix)).put("namespace", namespace);
    ObjectNode spec = object.withObject("/spec");
    spec.put("backoffLimit", 0);
    spec.put("activeDeadlineSeconds", job.deadline().toSeconds());
    spec.put("ttlSecondsAfterFinished", KEEP_SECONDS);
    ObjectNode pod = object.withObject("/spec/template/spec");
    if (!pod.has("restartPolicy")) {
      pod.put("restartPolicy", "Never");
    }
    for (JsonNode container : pod.path("containers")) {
      ArrayNode env = ((ObjectNode) container).withArray("/env");
      variables(task).forEach((k, v) -> env.addObject().put("name", k).put("value", v));
    }
    return object;
  }

  /** The case as environment: identity labels, failure mode, horizon, id and parameters. */
  static Map<String, String> variables(Task task) {
    Map<String, String> variables = new TreeMap<>();
    PromText.values(task.episode())
        .forEach((k, v) -> variables.put("AIONYX_" + k.toUpperCase(Locale.ROOT), v));
    task.parameters()
        .forEach((k, v) -> variables.put("AIONYX_PARAM_" + k.toUpperCase(Locale.ROOT), v));
    variables.put("AIONYX_REMEDIATION_ID", task.id());
    variables.put("AIONYX_STARTS_AT", task.episode().startsAt().toString());
    return variables;
  }

  private static String name(Task task, String suffix) {
    return "aionyx-" + task.id() + suffix;
  }

  @Override
  public Health verify(Task task) {
    return health(cluster.get(Resource.JOBS, namespace, name(task, "")));
  }

  private static Health health(Optional<ObjectNode> found) {
    if (found.isEmpty()) {
      return new Health.Broken("the Job is gone");
    }
    JsonNode status = found.get().path("status");
    if (status.path("succeeded").asInt() > 0) {
      return new Health.Healthy("the Job succeeded");
    }
    return Manifest.condition(found.get(), "Failed") || status.path("failed").asInt() > 0
        ? new Health.Broken("the Job failed")
        : new Health.NotYet("the Job is running");
  }

  @Override
  public Progress rollback(Task task) {
    if (job.rollbackTemplate().isEmpty()) {
      return new Progress.Done("no rollback Job is configured");
    }
    ObjectNode undo = filled(task, read(job.rollbackTemplate().get()), "-undo");
    cluster.create(Resource.JOBS, namespace, undo, Commit.FOR_REAL);
    return new Progress.Done("rollback Job " + name(task, "-undo") + " created");
  }

  /** The Job's own deadline ends it first, and a minute later that is seen. */
  @Override
  public Duration patience() {
    return job.deadline().plusMinutes(1);
  }

  @Override
  public boolean rollbackIsRepeatable() {
    return job.rollbackTemplate().isEmpty();
  }
}
