package io.aionyx.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The C and C++ libraries that a JVM and the native code in our jars are linked with. */
final class SystemLibraries {
  private static final List<String> NAMES =
      List.of(
          "libc.so.6",
          "libm.so.6",
          "libdl.so.2",
          "libpthread.so.0",
          "librt.so.1",
          "libresolv.so.2",
          "libnss_files.so.2",
          "libnss_dns.so.2",
          "libgcc_s.so.1",
          "libstdc++.so.6",
          "libgomp.so.1");

  private SystemLibraries() {}

  /** Where each goes in the image, with the file on this machine. */
  static Map<String, Path> ofThisMachine() throws IOException {
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    String triple = arm ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
    String loader = arm ? "/lib/ld-linux-aarch64.so.1" : "/lib64/ld-linux-x86-64.so.2";
    var files = new TreeMap<String, Path>();
    files.put(loader, real(Path.of(loader)));
    for (String name : NAMES) {
      files.put("/lib/" + triple + "/" + name, real(find(name, triple)));
    }
    return files;
  }

  private static Path find(String name, String triple) {
    return List.of("/lib/" + triple, "/usr/lib/" + triple).stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this machine has no " + name));
  }

  /** An image has no links: where the file is one, what it leads to is taken. */
  private static Path real(Path file) throws IOException {
    return file.toRealPath();
  }
}
