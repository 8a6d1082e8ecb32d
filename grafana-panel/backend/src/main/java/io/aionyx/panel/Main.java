package io.aionyx.panel;

import io.aionyx.grafana.serve.PluginServer;
import java.time.InstantSource;

/** The process Grafana starts. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    PluginServer.serve(RiskPlugin.on(InstantSource.system()), args);
  }
}
