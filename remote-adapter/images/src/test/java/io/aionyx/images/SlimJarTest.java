package io.aionyx.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlimJarTest {
  private static final String CPU =
      System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";

  @TempDir Path folder;

  private Path jar(String... entries) throws Exception {
    Path jar = folder.resolve("some.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(entry.getBytes());
        zip.closeEntry();
      }
    }
    return jar;
  }

  @Test
  void write_leavesOutOtherPlatformsAndNothingElse() throws Exception {
    Path slim =
        SlimJar.write(
            jar(
                "a/Native.class",
                "org/xerial/snappy/native/Linux/" + CPU + "/libsnappyjava.so",
                "org/xerial/snappy/native/Linux/s390x/libsnappyjava.so",
                "org/xerial/snappy/native/Linux/x86_64-musl/libsnappyjava.so",
                "org/sqlite/native/Linux-Musl/x86_64/libsqlitejdbc.so",
                "org/sqlite/native/Mac/aarch64/libsqlitejdbc.dylib",
                "native/win-x64/onnxruntime.dll"),
            folder.resolve("slim.jar"));

    try (ZipFile zip = new ZipFile(slim.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly(
              "a/Native.class", "org/xerial/snappy/native/Linux/" + CPU + "/libsnappyjava.so");
    }
  }

  @Test
  void write_withoutNatives_keepsEveryByte() throws Exception {
    Path jar = jar("a/B.class", "META-INF/X.SF");

    assertThat(SlimJar.write(jar, folder.resolve("same.jar"))).hasSameBinaryContentAs(jar);
  }

  @Test
  void foreign_isToldByEachLibrarysWayOfNamingPlatforms() {
    assertThat(List.of("ai/onnxruntime/native/osx-aarch64/x.dylib.dSYM/Contents/Info.plist"))
        .allMatch(SlimJar::isForeign);
    assertThat(List.of("lib/linux/" + CPU + "/libxgboost4j.so", "a/windows/Thing.class"))
        .noneMatch(SlimJar::isForeign);
  }
}
