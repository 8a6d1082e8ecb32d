package io.aionyx.plugin;

import io.aionyx.grafana.host.PluginHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Plays a short day of the plugin with the very run time, options and jars that are shipped, and
 * has the JVM write what it loaded into the AOT cache beside them.
 *
 * <p>Arguments: the folder of the plugin, and the name of the run time in it.
 */
public final class Rehearsal {
  private static final int PODS = 300;
  private static final int ROUNDS = 20;
  private static final Duration WRITING_LIMIT = Duration.ofMinutes(5);

  private Rehearsal() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path plugin = Path.of(args[0]).toAbsolutePath();
    Path cache = plugin.resolve("runtime").resolve(args[1]).resolve("backend.aot");
    Files.deleteIfExists(cache);
    try (StubServices services = StubServices.with(PODS);
        PluginHost host = PluginHost.start(command(plugin, args[1], cache), Map.of())) {
      play(host, new Visits(host, services.settings()));
      host.stop(WRITING_LIMIT);
      host.process().standardError().forEach(System.err::println);
    }
    if (!Files.isRegularFile(cache)) {
      throw new IOException("the JVM wrote no " + cache);
    }
  }

  private static List<String> command(Path plugin, String runtime, Path cache) {
    return List.of(
        plugin.resolve("runtime").resolve(runtime).resolve("bin/java").toString(),
        "@" + plugin.resolve("lib/java.options"),
        "-XX:AOTCacheOutput=" + cache,
        "-jar",
        plugin.resolve("lib/aionyx-grafana-backend.jar").toString());
  }

  private static void play(PluginHost host, Visits visits) {
    host.serves();
    visits.live();
    for (int round = 0; round < ROUNDS; round++) {
      visits.health();
      visits.query("predictions", "{}");
      visits.query("explanation", "{\"entityKind\":\"pod\",\"entity\":\"a/b\"}");
      visits.query("annotations", "{}");
      visits.call("GET", "predictions", "");
      visits.call("POST", "query", "{}");
      visits.call("GET", "nowhere", "");
      visits.call("POST", "actions/approvals", "{\"id\":\"1\",\"decision\":\"deny\"}");
    }
  }
}
