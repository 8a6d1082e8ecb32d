package io.aionyx.core.signals;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A parsed YAML value that knows its own path, so that every complaint names the key. */
record Tree(String path, @Nullable Object value) {
  void allow(String... keys) {
    for (String key : keys()) {
      if (!Arrays.asList(keys).contains(key)) {
        throw new Tree(path + '.' + key, null).wrong("unknown key");
      }
    }
  }

  Set<String> keys() {
    return map().keySet();
  }

  Tree child(String key) {
    return new Tree(path + '.' + key, map().get(key));
  }

  void forEach(BiConsumer<String, Tree> action) {
    map().forEach((key, ignored) -> action.accept(key, child(key)));
  }

  List<String> strings() {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw wrong("must be a list of strings: was " + value);
  }

  double number(String key) {
    if (map().get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw child(key).wrong("must be a number: was " + map().get(key));
  }

  boolean flag(String key, boolean absent) {
    Object flag = map().get(key);
    if (flag == null) {
      return absent;
    }
    if (flag instanceof Boolean set) {
      return set;
    }
    throw child(key).wrong("must be true or false: was " + flag);
  }

  <E extends Enum<E>> E choice(String key, E absent) {
    Object name = map().get(key);
    if (name == null) {
      return absent;
    }
    for (E choice : absent.getDeclaringClass().getEnumConstants()) {
      if (choice.name().toLowerCase(Locale.ROOT).equals(name)) {
        return choice;
      }
    }
    throw child(key).wrong("unknown value " + name);
  }

  IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(path + ": " + why);
  }

  @SuppressWarnings("unchecked") // keys are checked
  private Map<String, Object> map() {
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map
        && map.keySet().stream().allMatch(String.class::isInstance)) {
      return (Map<String, Object>) map;
    }
    throw wrong("must be a mapping: was " + value);
  }
}
