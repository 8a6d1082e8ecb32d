package io.aionyx.images;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** A Java runtime of some modules, linked from the JDK that this runs on. */
final class JavaRuntime {
  private JavaRuntime() {}

  /**
   * @param into must not exist
   */
  static Path link(List<String> modules, Path into) throws IOException {
    Files.createDirectories(into.getParent());
    var said = new StringWriter();
    int status =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new IllegalStateException("this JDK has no jlink"))
            .run(
                new PrintWriter(said, true),
                new PrintWriter(said, true),
                "--add-modules",
                String.join(",", modules),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-6",
                "--output",
                into.toString());
    if (status != 0) {
      throw new IllegalStateException("jlink ended with " + status + ": " + said);
    }
    return into;
  }
}
