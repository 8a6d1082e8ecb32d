package io.aionyx.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Puts an image together, layer by layer, the ones that change least first. */
final class ImageBuilder {
  /** {@code nonroot} of distroless: no user of the host has it. */
  private static final String USER = "65532:65532";

  private static final String RUNTIME = "/opt/java";
  private static final String HOME = "/opt/aionyx";

  private final String version;
  private final String base;
  private final Path work;

  /**
   * @param base {@code this-machine}, {@code tar:FILE} or an image reference
   * @param work a folder of its own for what comes in between
   */
  ImageBuilder(String version, String base, Path work) {
    this.version = version;
    this.base = base;
    this.work = work;
  }

  /** What was built: its file, and the digest that names its content. */
  record Built(Path tar, String digest) {}

  Built build(ImageSpec spec, Path runtime, Path tar) throws Exception {
    Path jars = Files.createDirectories(work.resolve(spec.name()));
    JibContainerBuilder image = from();
    if (base.equals("this-machine")) {
      image.addFileEntriesLayer(libraries());
    }
    image.addFileEntriesLayer(tree("runtime", runtime, RUNTIME));
    image.addFileEntriesLayer(slim("dependencies", dependencies(spec), jars));
    image.addFileEntriesLayer(slim("application", application(spec), jars));
    JibContainer built =
        image
            .setPlatforms(Set.of(platform()))
            .setCreationTime(Instant.EPOCH)
            .setUser(USER)
            // ONNX Runtime reports its use to its maker unless this is set.
            .setEnvironment(Map.of("ORT_DISABLE_TELEMETRY", "1"))
            .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
            .setExposedPorts(Set.of(Port.tcp(spec.port())))
            .setLabels(labels(spec))
            .setEntrypoint(entrypoint(spec))
            .containerize(
                Containerizer.to(TarImage.at(tar).named("aionyx/" + spec.name() + ":" + version))
                    .setToolName("aionyx")
                    .setOfflineMode(base.equals("this-machine"))
                    .setBaseImageLayersCache(work.resolve("cache"))
                    .setApplicationLayersCache(work.resolve("cache")));
    return new Built(tar, built.getDigest().toString());
  }

  private JibContainerBuilder from() throws Exception {
    if (base.equals("this-machine")) {
      return Jib.fromScratch();
    }
    return base.startsWith("tar:")
        ? Jib.from(TarImage.at(Path.of(base.substring(4))))
        : Jib.from(base);
  }

  private static Platform platform() {
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    return new Platform(arm ? "arm64" : "amd64", "linux");
  }

  private Map<String, String> labels(ImageSpec spec) {
    return Map.of(
        "org.opencontainers.image.title",
        "aionyx-" + spec.name(),
        "org.opencontainers.image.description",
        spec.description(),
        "org.opencontainers.image.licenses",
        "Apache-2.0",
        "org.opencontainers.image.version",
        version);
  }

  private static List<String> entrypoint(ImageSpec spec) {
    var line = new ArrayList<>(List.of(RUNTIME + "/bin/java"));
    line.addAll(spec.options());
    line.addAll(List.of("-cp", HOME + "/*:" + HOME + "/lib/*", spec.mainClass()));
    return line;
  }

  private FileEntriesLayer libraries() throws IOException {
    var layer = FileEntriesLayer.builder().setName("libraries");
    for (Map.Entry<String, Path> file : SystemLibraries.ofThisMachine().entrySet()) {
      add(layer, file.getValue(), file.getKey(), "755");
    }
    Path etc = Files.createDirectories(work.resolve("etc"));
    Path passwd =
        Files.writeString(
            etc.resolve("passwd"), "nonroot:x:65532:65532:nonroot:/tmp:/sbin/nologin\n");
    Path group = Files.writeString(etc.resolve("group"), "nonroot:x:65532:\n");
    Path hosts = Files.writeString(etc.resolve("nsswitch.conf"), "hosts: files dns\n");
    add(layer, passwd, "/etc/passwd", "644");
    add(layer, group, "/etc/group", "644");
    add(layer, hosts, "/etc/nsswitch.conf", "644");
    layer.addEntry(
        Files.createDirectories(work.resolve("empty")),
        AbsoluteUnixPath.get("/tmp"),
        FilePermissions.fromOctalString("777"),
        Instant.EPOCH);
    return layer.build();
  }

  private static FileEntriesLayer tree(String name, Path from, String to) throws IOException {
    var layer = FileEntriesLayer.builder().setName(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String mode = Files.isExecutable(file) ? "755" : "644";
        add(layer, file, to + "/" + from.relativize(file), mode);
      }
    }
    return layer.build();
  }

  /**
   * @param jars by their place below the home
   */
  private static FileEntriesLayer slim(String name, Map<String, Path> jars, Path work)
      throws IOException {
    var layer = FileEntriesLayer.builder().setName(name);
    for (Map.Entry<String, Path> jar : jars.entrySet()) {
      Path slim = SlimJar.write(jar.getValue(), work.resolve(jar.getValue().getFileName()));
      add(layer, slim, HOME + "/" + jar.getKey(), "644");
    }
    return layer.build();
  }

  private static void add(FileEntriesLayer.Builder layer, Path from, String to, String mode) {
    layer.addEntry(
        from, AbsoluteUnixPath.get(to), FilePermissions.fromOctalString(mode), Instant.EPOCH);
  }

  private static Map<String, Path> dependencies(ImageSpec spec) throws IOException {
    return lib(spec, name -> !name.startsWith("aionyx-"));
  }

  private Map<String, Path> application(ImageSpec spec) throws IOException {
    String main = spec.mainJar() + "-" + version + ".jar";
    var jars = new TreeMap<>(lib(spec, name -> name.startsWith("aionyx-")));
    jars.put(main, spec.distribution().resolve(main));
    return jars;
  }

  private static Map<String, Path> lib(ImageSpec spec, Predicate<String> ofLayer)
      throws IOException {
    var jars = new TreeMap<String, Path>();
    try (Stream<Path> files = Files.list(spec.distribution().resolve("lib"))) {
      files
          .filter(jar -> spec.wanted().and(ofLayer).test(jar.getFileName().toString()))
          .forEach(jar -> jars.put("lib/" + jar.getFileName(), jar));
    }
    return jars;
  }
}
