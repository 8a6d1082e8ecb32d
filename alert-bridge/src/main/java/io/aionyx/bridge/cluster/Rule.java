package io.aionyx.bridge.cluster;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** One RBAC rule: these verbs on this resource. */
public record Rule(String group, String resource, SortedSet<String> verbs) {

  public Rule {
    verbs = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(verbs));
  }

  public static Rule of(Resource resource, String... verbs) {
    return new Rule(resource.group(), resource.rbacName(), new TreeSet<>(Set.of(verbs)));
  }
}
