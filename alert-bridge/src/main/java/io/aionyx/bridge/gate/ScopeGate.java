package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import java.util.Set;

/** Only clusters and namespaces that were named may be touched, and never the protected ones. */
record ScopeGate(GateConfig.Scope scope, String ownNamespace) implements Gate {

  @Override
  public String name() {
    return "scope";
  }

  @Override
  public Verdict judge(Case c) {
    String cluster = c.target().cluster();
    String namespace = c.target().namespace();
    if (scope.protectedOnes().contains(namespace) || namespace.equals(ownNamespace)) {
      return deny("namespace " + namespace + " is protected");
    }
    if (!covers(scope.clusters(), cluster)) {
      return advise("cluster \"" + cluster + "\" is not in gates.scope.clusters");
    }
    if (!namespace.isEmpty() && !covers(scope.namespaces(), namespace)) {
      return advise("namespace " + namespace + " is not in gates.scope.namespaces");
    }
    return allow("in scope");
  }

  private static boolean covers(Set<String> allowed, String name) {
    return allowed.contains(name) || allowed.contains("*");
  }
}
