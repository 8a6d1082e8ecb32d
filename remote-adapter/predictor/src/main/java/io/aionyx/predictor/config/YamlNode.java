package io.aionyx.predictor.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One value of a YAML document together with the place it came from. */
public sealed interface YamlNode {
  ConfigException.Place place();

  /** The value as plain maps, lists, strings, numbers, booleans and null. */
  @Nullable Object plain();

  /** A mapping; keys in the order of the document, each with the line it stands on. */
  record Mapping(ConfigException.Place place, Map<Key, YamlNode> entries) implements YamlNode {
    @Override
    public Map<String, @Nullable Object> plain() {
      var map = new LinkedHashMap<String, @Nullable Object>();
      entries.forEach((key, node) -> map.put(key.name(), node.plain()));
      return map;
    }

    @Nullable YamlNode get(String name) {
      return entries.get(new Key(name, place));
    }
  }

  /** Equal by name alone: the line only serves messages. */
  record Key(String name, ConfigException.Place place) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  record Sequence(ConfigException.Place place, List<YamlNode> items) implements YamlNode {
    @Override
    public List<@Nullable Object> plain() {
      var list = new ArrayList<@Nullable Object>();
      items.forEach(item -> list.add(item.plain()));
      return list;
    }
  }

  /**
   * @param text as written, without quotes
   * @param plain the text by YAML's core rules: a number, a boolean, null or itself
   */
  record Scalar(ConfigException.Place place, String text, @Nullable Object plain)
      implements YamlNode {}
}
