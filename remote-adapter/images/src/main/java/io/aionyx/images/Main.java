package io.aionyx.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Builds all images: {@code ROOT VERSION BASE OUT}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 4) {
      System.err.println("usage: ROOT VERSION BASE OUT");
      System.exit(2);
    }
    for (ImageBuilder.Built built :
        build(Path.of(args[0]), args[1], args[2], Path.of(args[3]).toAbsolutePath())) {
      System.out.printf(
          "%s  %.1f MB  %s%n", built.tar(), Files.size(built.tar()) / 1e6, built.digest());
    }
    System.exit(0);
  }

  /** All images, each as a tar that an engine loads, and a file of their digests. */
  static List<ImageBuilder.Built> build(Path root, String version, String base, Path out)
      throws Exception {
    Path work = out.resolve("work");
    delete(work);
    Files.createDirectories(work);
    var builder = new ImageBuilder(version, base, work);
    var specs = ImageSpec.all(root);
    Path runtime = JavaRuntime.link(specs.getFirst().modules(), work.resolve("runtime"));
    var built = new ArrayList<ImageBuilder.Built>();
    for (ImageSpec spec : specs) {
      built.add(builder.build(spec, runtime, out.resolve(spec.name() + ".tar")));
    }
    Files.write(
        out.resolve("digests.txt"),
        built.stream().map(one -> one.digest() + "  " + one.tar().getFileName()).toList());
    return built;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
