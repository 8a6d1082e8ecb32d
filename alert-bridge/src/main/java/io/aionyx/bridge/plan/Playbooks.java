package io.aionyx.bridge.plan;

import io.aionyx.bridge.act.Actions;
import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.config.YamlDoor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All playbooks in order: the user's files first, then the shipped ones. The first that fits wins.
 */
public final class Playbooks {

  private final List<Playbook> all;

  public Playbooks(List<Playbook> all) {
    this.all = List.copyOf(all);
  }

  /**
   * @throws io.aionyx.bridge.config.ConfigException naming file, line and key
   */
  public static Playbooks load(BridgeConfig config, Actions actions) {
    PlaybookReader reader = new PlaybookReader(actions, config.kinds());
    List<Playbook> all = new ArrayList<>();
    config.playbooks().files().forEach(f -> all.addAll(reader.read(YamlDoor.open(f, Map.of()))));
    if (config.playbooks().shipped()) {
      all.addAll(reader.read(YamlDoor.parse("shipped playbooks.yaml", shipped(), Map.of())));
    }
    return new Playbooks(all);
  }

  /** The text of the playbooks in the jar. */
  public static String shipped() {
    try (InputStream in = Playbooks.class.getResourceAsStream("playbooks.yaml")) {
      return new String(
          Objects.requireNonNull(in, "playbooks.yaml is part of the jar").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Optional<Playbook> fitting(
      String kind, String failureMode, Map<String, String> alertLabels) {
    return all.stream().filter(p -> p.fits(kind, failureMode, alertLabels)).findFirst();
  }

  public Optional<Playbook> named(String name) {
    return all.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  /**
   * The actions that may answer a failure mode, of all kinds of entities; a playbook that names no
   * failure mode may answer each. Recommendations are not among them.
   */
  public Map<String, Set<String>> actions() {
    Map<String, Set<String>> actions = new TreeMap<>();
    all.forEach(p -> p.failureModes().forEach(mode -> actions.put(mode, new TreeSet<>())));
    for (Playbook playbook : all) {
      Set<String> modes =
          playbook.failureModes().isEmpty() ? actions.keySet() : playbook.failureModes();
      modes.forEach(mode -> actions.getOrDefault(mode, new TreeSet<>()).addAll(playbook.changes()));
    }
    return actions;
  }

  public List<Playbook> all() {
    return all;
  }
}
