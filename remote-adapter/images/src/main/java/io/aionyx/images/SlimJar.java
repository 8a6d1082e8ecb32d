package io.aionyx.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A jar without the native libraries of other platforms than Linux with glibc on this CPU. */
final class SlimJar {
  private static final FileTime ALWAYS = FileTime.fromMillis(315_532_800_000L);

  private SlimJar() {}

  /** Writes the slim form, or a plain copy where nothing is left out. */
  static Path write(Path jar, Path into) throws IOException {
    try (ZipFile from = new ZipFile(jar.toFile())) {
      if (from.stream().noneMatch(entry -> isForeign(entry.getName()))) {
        return Files.copy(jar, into, StandardCopyOption.REPLACE_EXISTING);
      }
      try (OutputStream file = Files.newOutputStream(into);
          ZipOutputStream to = new ZipOutputStream(file)) {
        for (ZipEntry entry : Collections.list(from.entries())) {
          if (!isForeign(entry.getName())) {
            copy(from, entry, to);
          }
        }
      }
      return into;
    }
  }

  private static void copy(ZipFile from, ZipEntry entry, ZipOutputStream to) throws IOException {
    var copy = new ZipEntry(entry.getName());
    copy.setLastModifiedTime(ALWAYS);
    to.putNextEntry(copy);
    try (InputStream bytes = from.getInputStream(entry)) {
      bytes.transferTo(to);
    }
    to.closeEntry();
  }

  /** Told by the folder; each library has its own way of naming platforms. */
  static boolean isForeign(String entry) {
    String name = entry.toLowerCase(Locale.ROOT);
    boolean isNative = name.matches(".*\\.(so|dll|dylib|jnilib)") || name.contains(".dsym/");
    return isNative && !name.matches(".*/linux[-/](" + cpu() + ")/[^/]*\\.so");
  }

  private static String cpu() {
    return System.getProperty("os.arch", "").equals("aarch64") ? "aarch64" : "x64|x86_64";
  }
}
