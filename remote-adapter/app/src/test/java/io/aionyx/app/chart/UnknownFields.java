package io.aionyx.app.chart;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the API server would refuse or drop: the Kubernetes models keep a field they do not
 * know in {@code additionalProperties}, at whatever depth. Nothing is said of kinds it has no model
 * of.
 */
final class UnknownFields {
  private final List<String> found = new ArrayList<>();

  private UnknownFields() {}

  static List<String> in(Object model) {
    UnknownFields search = new UnknownFields();
    search.visit(model.getClass().getSimpleName(), model);
    return search.found;
  }

  private void visit(String path, @Nullable Object value) {
    if (value instanceof Collection<?> elements) {
      elements.forEach(element -> visit(path + "[]", element));
    } else if (value != null
        && !(value instanceof GenericKubernetesResource)
        && value.getClass().getName().startsWith("io.fabric8.")) {
      for (Method getter : value.getClass().getMethods()) {
        if (isGetter(getter)) {
          visitField(path, value, getter);
        }
      }
    }
  }

  private void visitField(String path, Object model, Method getter) {
    Object value = call(model, getter);
    if (value instanceof Map<?, ?> unknown && getter.getName().equals("getAdditionalProperties")) {
      unknown.keySet().forEach(key -> found.add(path + "." + key));
    } else {
      visit(path + "." + getter.getName().substring(3), value);
    }
  }

  private static boolean isGetter(Method method) {
    return method.getParameterCount() == 0
        && (method.isAnnotationPresent(JsonProperty.class)
            || method.isAnnotationPresent(JsonAnyGetter.class));
  }

  private static @Nullable Object call(Object model, Method getter) {
    try {
      return getter.invoke(model);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError(getter.toString(), e);
    }
  }
}
