package io.aionyx.app.doctor;

import io.aionyx.predictor.config.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an Alertmanager's configuration sends an alert: its tree of routes, walked as Alertmanager
 * walks it.
 */
record Routing(Route root, Map<String, Receiver> receivers) {
  private static final Pattern MATCHER =
      Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"?(.*?)\"?\\s*");

  record Route(String receiver, List<Condition> conditions, boolean goesOn, List<Route> children) {
    boolean takes(Map<String, String> alert) {
      return conditions.stream().allMatch(condition -> condition.holds(alert));
    }
  }

  record Condition(String label, String operator, String value) {
    boolean holds(Map<String, String> alert) {
      String has = alert.getOrDefault(label, "");
      boolean equal = operator.endsWith("~") ? has.matches(value) : has.equals(value);
      return operator.startsWith("!") != equal;
    }
  }

  /**
   * @param webhooks their URLs, as far as Alertmanager shows them
   * @param tellsResolved whether all of them are told when an alert ends
   */
  record Receiver(String name, List<String> webhooks, boolean tellsResolved) {}

  /**
   * @throws IllegalArgumentException where it is no Alertmanager configuration
   */
  static Routing of(String yaml) {
    Map<?, ?> config = YamlDocument.parse("alertmanager.yml", yaml).plain();
    if (!(config.get("route") instanceof Map<?, ?> root)) {
      throw new IllegalArgumentException("Alertmanager shows no route");
    }
    var receivers = new TreeMap<String, Receiver>();
    for (Object receiver : list(config.get("receivers"))) {
      Receiver one = receiver((Map<?, ?>) receiver);
      receivers.put(one.name(), one);
    }
    return new Routing(route(root, ""), receivers);
  }

  /** The receivers of an alert, in order. */
  List<Receiver> of(Map<String, String> alert) {
    var names = new ArrayList<String>();
    walk(root, alert, names);
    return names.stream()
        .distinct()
        .flatMap(name -> Optional.ofNullable(receivers.get(name)).stream())
        .toList();
  }

  /** A route takes what none of its children takes; a child that does not go on ends the search. */
  private static void walk(Route route, Map<String, String> alert, List<String> into) {
    boolean taken = false;
    for (Route child : route.children()) {
      if (child.takes(alert)) {
        walk(child, alert, into);
        taken = true;
        if (!child.goesOn()) {
          return;
        }
      }
    }
    if (!taken) {
      into.add(route.receiver());
    }
  }

  private static Route route(Map<?, ?> fields, String inherited) {
    String receiver = fields.get("receiver") instanceof String own ? own : inherited;
    var children = new ArrayList<Route>();
    for (Object child : list(fields.get("routes"))) {
      children.add(route((Map<?, ?>) child, receiver));
    }
    return new Route(
        receiver, conditions(fields), Boolean.TRUE.equals(fields.get("continue")), children);
  }

  private static List<Condition> conditions(Map<?, ?> fields) {
    var conditions = new ArrayList<Condition>();
    for (Object text : list(fields.get("matchers"))) {
      Matcher matcher = MATCHER.matcher(String.valueOf(text));
      if (matcher.matches()) {
        conditions.add(new Condition(matcher.group(1), matcher.group(2), matcher.group(3)));
      }
    }
    old(fields.get("match"), "=", conditions);
    old(fields.get("match_re"), "=~", conditions);
    return conditions;
  }

  private static void old(@Nullable Object map, String operator, List<Condition> into) {
    if (map instanceof Map<?, ?> labels) {
      labels.forEach(
          (label, value) ->
              into.add(new Condition(String.valueOf(label), operator, String.valueOf(value))));
    }
  }

  private static Receiver receiver(Map<?, ?> fields) {
    var urls = new ArrayList<String>();
    boolean resolved = true;
    for (Object webhook : list(fields.get("webhook_configs"))) {
      Map<?, ?> one = (Map<?, ?>) webhook;
      urls.add(String.valueOf(one.get("url")));
      resolved &= !Boolean.FALSE.equals(one.get("send_resolved"));
    }
    return new Receiver(String.valueOf(fields.get("name")), urls, resolved);
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
