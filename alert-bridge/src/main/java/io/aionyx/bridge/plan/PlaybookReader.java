package io.aionyx.bridge.plan;

import io.aionyx.bridge.act.Action;
import io.aionyx.bridge.act.Actions;
import io.aionyx.bridge.act.Parameter;
import io.aionyx.bridge.config.Section;
import io.aionyx.bridge.domain.Step;
import io.aionyx.bridge.prom.PromText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Reads playbooks and refuses, with the line, whatever could only fail later. */
final class PlaybookReader {

  private final Actions actions;
  private final Map<String, List<String>> kinds;

  PlaybookReader(Actions actions, Map<String, List<String>> kinds) {
    this.actions = actions;
    this.kinds = kinds;
  }

  List<Playbook> read(Section root) {
    List<Playbook> playbooks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : root.children("playbooks")) {
      Playbook playbook = playbook(section);
      if (!names.add(playbook.name())) {
        throw section.error("name", "is used twice: " + playbook.name());
      }
      playbooks.add(playbook);
    }
    root.done();
    return playbooks;
  }

  private Playbook playbook(Section s) {
    Section match = s.child("match");
    Set<String> entityKinds = Set.copyOf(match.texts("entity_kind", List.of()));
    for (String kind : entityKinds) {
      if (!kinds.containsKey(kind)) {
        throw match.error("entity_kind", "is unknown: " + kind + "; known: " + kinds.keySet());
      }
    }
    Map<String, String> sample = sample(entityKinds);
    List<Step> steps =
        s.children("actions").stream().map(a -> step(a, entityKinds, sample)).toList();
    if (steps.isEmpty()) {
      throw s.error("actions", "must list at least one action");
    }
    Playbook playbook =
        new Playbook(
            s.required("name"),
            entityKinds,
            Set.copyOf(match.texts("failure_mode", List.of())),
            match.map("labels"),
            s.number("minimum_lower", 0, 0, 1),
            steps);
    match.done();
    s.done();
    return playbook;
  }

  /** Placeholders a template may use: those that every matched kind has. */
  private Map<String, String> sample(Set<String> entityKinds) {
    Set<String> names = new HashSet<>(Set.of("cluster", "entity_kind", "horizon", "failure_mode"));
    Set<String> common = new HashSet<>();
    entityKinds.stream()
        .findFirst()
        .ifPresent(k -> common.addAll(kinds.getOrDefault(k, List.of())));
    entityKinds.forEach(k -> common.retainAll(kinds.getOrDefault(k, List.of())));
    names.addAll(common);
    Map<String, String> sample = new HashMap<>();
    names.forEach(name -> sample.put(name, "x"));
    return sample;
  }

  private Step step(Section s, Set<String> entityKinds, Map<String, String> sample) {
    String id = s.required("action");
    Action action =
        actions
            .find(id)
            .orElseThrow(
                () -> s.error("action", "is unknown: " + id + "; known: " + actions.ids()));
    Set<String> suited = action.card().kinds();
    if (!suited.isEmpty() && !entityKinds.isEmpty() && !suited.containsAll(entityKinds)) {
      throw s.error("action", id + " acts on " + suited + " only");
    }
    Step step =
        new Step(
            id,
            parameters(s, action, sample),
            queries(s, "preconditions", sample),
            queries(s, "verification", sample),
            s.duration("settle", Duration.ofSeconds(30)),
            s.duration("within", action.patience()),
            s.duration("timeout", Duration.ofMinutes(10)),
            s.flag("rollback", true),
            s.flag("critical", false));
    s.done();
    return step;
  }

  private static SortedMap<String, String> parameters(
      Section s, Action action, Map<String, String> sample) {
    SortedMap<String, String> parameters = s.map("parameters");
    boolean open = action.card().id().contains(":");
    parameters.forEach(
        (name, value) -> {
          if (!open && !action.card().parameters().containsKey(name)) {
            throw s.error(
                "parameters",
                name
                    + " is unknown to "
                    + action.card().id()
                    + "; known: "
                    + new TreeSet<>(action.card().parameters().keySet()));
          }
          check(
              s,
              name,
              action.card().parameters().getOrDefault(name, Parameter.TEXT),
              fill(s, "parameters", value, sample));
        });
    return parameters;
  }

  private static void check(Section s, String name, Parameter parameter, String value) {
    try {
      parameter.check(value);
    } catch (IllegalArgumentException e) {
      throw s.error("parameters", name + " is wrong: " + e.getMessage());
    }
  }

  private static List<Step.Query> queries(Section s, String key, Map<String, String> sample) {
    return s.children(key).stream().map(q -> query(q, sample)).toList();
  }

  private static Step.Query query(Section s, Map<String, String> sample) {
    Step.Query query = new Step.Query(s.required("name"), s.required("query"));
    String filled = fill(s, "query", query.expression(), sample);
    String problem = PromShape.problem(filled);
    if (!problem.isEmpty()) {
      throw s.error("query", problem);
    }
    s.done();
    return query;
  }

  private static String fill(Section s, String key, String text, Map<String, String> sample) {
    try {
      return PromText.fill(text, sample);
    } catch (IllegalArgumentException e) {
      throw s.error(key, "uses a placeholder that is not there: " + e.getMessage());
    }
  }
}
