package io.aionyx.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The core also runs inside stream engines whose default runtime is Java 17. */
class ClassFileVersionTest {
  private static final int JAVA_17 = 61;

  @Test
  void everyClass_isOfJava17() throws IOException, URISyntaxException {
    var root = Path.of(Pipeline.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var files = Files.walk(root)) {
      var classes = files.filter(file -> file.toString().endsWith(".class")).toList();

      assertThat(classes).hasSizeGreaterThan(30);
      for (Path file : classes) {
        assertThat(majorVersion(file)).as(file.toString()).isEqualTo(JAVA_17);
      }
    }
  }

  private static int majorVersion(Path classFile) throws IOException {
    try (var in = new DataInputStream(Files.newInputStream(classFile))) {
      in.skipNBytes(6);
      return in.readUnsignedShort();
    }
  }
}
