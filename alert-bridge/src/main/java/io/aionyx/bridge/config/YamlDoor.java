package io.aionyx.bridge.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The only place that turns YAML text into a tree. No object is ever built from a tag, and aliases,
 * nesting and length are bounded, so that a hostile file costs an error and nothing else.
 */
public final class YamlDoor {

  private static final int MAX_CODE_POINTS = 3 * 1024 * 1024;
  private static final int MAX_ALIASES = 50;
  private static final int MAX_DEPTH = 32;

  private YamlDoor() {}

  /**
   * @param environment values that override keys, see {@link Section}
   * @throws ConfigException when the file cannot be read or is not a YAML mapping
   */
  public static Section open(Path file, Map<String, String> environment) {
    try {
      if (Files.size(file) > 4L * MAX_CODE_POINTS) {
        throw new ConfigException(file + ": larger than " + MAX_CODE_POINTS + " characters");
      }
      return parse(file.toString(), Files.readString(file), environment);
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e);
    }
  }

  /** As {@link #open} for text already in memory; {@code source} is its name in errors. */
  public static Section parse(String source, String text, Map<String, String> environment) {
    Node root = compose(source, text);
    if (root == null) {
      return Section.root(source, Section.empty(), environment);
    }
    if (!(root instanceof MappingNode mapping)) {
      throw new ConfigException(source + ": must be a mapping of keys to values");
    }
    return Section.root(source, mapping, environment);
  }

  private static @Nullable Node compose(String source, String text) {
    try {
      if (text.length() > MAX_CODE_POINTS) {
        throw new ConfigException(source + ": larger than " + MAX_CODE_POINTS + " characters");
      }
      LoaderOptions limits = limits();
      return new Yaml(
              new SafeConstructor(limits),
              new Representer(new org.yaml.snakeyaml.DumperOptions()),
              new org.yaml.snakeyaml.DumperOptions(),
              limits)
          .compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      String at = e.getProblemMark() == null ? "" : ":" + (e.getProblemMark().getLine() + 1);
      throw new ConfigException(source + at + ": " + e.getProblem());
    } catch (YAMLException e) {
      throw new ConfigException(source + ": " + e.getMessage());
    }
  }

  private static LoaderOptions limits() {
    LoaderOptions limits = new LoaderOptions();
    limits.setAllowDuplicateKeys(false);
    limits.setMaxAliasesForCollections(MAX_ALIASES);
    limits.setNestingDepthLimit(MAX_DEPTH);
    limits.setCodePointLimit(MAX_CODE_POINTS);
    return limits;
  }
}
