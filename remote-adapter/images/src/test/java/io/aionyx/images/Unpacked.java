package io.aionyx.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An image as an engine would lay it out: its layers over each other, and its configuration. */
record Unpacked(Path root, JsonNode config) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Unpacked from(Path tar, Path into) throws IOException {
    Path layers = Files.createDirectories(into.resolve("layers"));
    Path root = Files.createDirectories(into.resolve("root"));
    try (InputStream in = Files.newInputStream(tar)) {
      extract(in, layers);
    }
    JsonNode manifest = JSON.readTree(layers.resolve("manifest.json").toFile()).get(0);
    for (JsonNode layer : manifest.path("Layers")) {
      try (InputStream in =
          new GZIPInputStream(Files.newInputStream(layers.resolve(layer.asText())))) {
        extract(in, root);
      }
    }
    for (String mounted : List.of("proc", "sys", "dev", "tmp", "etc/aionyx")) {
      Files.createDirectories(root.resolve(mounted));
    }
    return new Unpacked(
        root, JSON.readTree(layers.resolve(manifest.path("Config").asText()).toFile()));
  }

  private static void extract(InputStream from, Path into) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(from)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = into.resolve(entry.getName().replaceAll("^/+", ""));
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
          file.toFile().setExecutable((entry.getMode() & 0111) != 0, false);
        }
      }
    }
  }

  List<String> entrypoint() {
    return texts(config.path("config").path("Entrypoint"));
  }

  Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    for (String pair : texts(config.path("config").path("Env"))) {
      environment.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return environment;
  }

  String user() {
    return config.path("config").path("User").asText();
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  /**
   * Runs it as an engine under the chart's security context would: a root that cannot be written
   * to, an empty /tmp, the image's user. Needs root and a mount namespace.
   */
  Process run(Map<String, String> more, Path log, String... arguments) throws IOException {
    var line = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", MOUNTS, root.toString()));
    line.addAll(List.of("chroot", "--userspec=" + user(), root.toString()));
    line.addAll(entrypoint());
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().putAll(environment());
    builder.environment().putAll(more);
    return builder.start();
  }

  private static final String MOUNTS =
      String.join(
          " && ",
          "mount --bind \"$0\" \"$0\"",
          "mount -o remount,ro,bind \"$0\"",
          "mount -t tmpfs -o mode=1777 tmp \"$0/tmp\"",
          "mount -t proc proc \"$0/proc\"",
          "mount --rbind /dev \"$0/dev\"",
          "mount --rbind /sys \"$0/sys\"",
          "exec \"$@\"");

  static boolean canRun() throws IOException, InterruptedException {
    Process probe = new ProcessBuilder("unshare", "--mount", "true").start();
    return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
  }
}
