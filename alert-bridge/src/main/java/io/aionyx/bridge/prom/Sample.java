package io.aionyx.bridge.prom;

import java.util.Map;

/** One series of an instant query's answer. */
public record Sample(Map<String, String> labels, double value) {

  public String label(String name) {
    return labels.getOrDefault(name, "");
  }
}
