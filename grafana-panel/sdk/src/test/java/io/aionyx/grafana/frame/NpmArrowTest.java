package io.aionyx.grafana.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.aionyx.grafana.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Frames are read back by the JavaScript library that Grafana's front end reads them with. */
class NpmArrowTest {
  private static final Path DIRECTORY = Path.of("target/arrow-reader");
  private static final long INSTALL_LIMIT_SECONDS = 180;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    Files.createDirectories(DIRECTORY);
    for (String file : List.of("package.json", "package-lock.json", "read.mjs")) {
      try (InputStream from = NpmArrowTest.class.getResourceAsStream("/arrow-reader/" + file)) {
        Files.copy(from, DIRECTORY.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!Files.isDirectory(DIRECTORY.resolve("node_modules/apache-arrow")) && !npmInstalls()) {
      String missing =
          "SKIPPED: no npm here, or no packages for it: frames are not read back by it";
      System.err.println(missing);
      abort(missing);
    }
  }

  private static boolean npmInstalls() throws InterruptedException {
    try {
      Process npm =
          new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
              .directory(DIRECTORY.toFile())
              .redirectErrorStream(true)
              .redirectOutput(DIRECTORY.resolve("npm.log").toFile())
              .start();
      return npm.waitFor(INSTALL_LIMIT_SECONDS, TimeUnit.SECONDS) && npm.exitValue() == 0;
    } catch (IOException ignored) {
      return false; // no npm
    }
  }

  @Test
  void frame_isReadByTheFrontEndsLibrary() throws Exception {
    Instant at = Instant.ofEpochSecond(1_700_000_000, 5_000_000);
    Frame frame =
        Frame.of(
                "risk",
                Field.times("time", Arrays.asList(at, null)),
                Field.numbers("p", 0.25, Double.NaN).labels(Map.of("node", "ż")),
                Field.integers("n", 7, -7),
                Field.texts("pod", Arrays.asList("a🦆", null)),
                Field.booleans("open", true, false))
            .refId("A");

    Map<String, Object> read = read(frame);

    assertThat(read.get("metadata")).isEqualTo(Map.of("name", "risk", "refId", "A"));
    assertThat(read.get("rows")).isEqualTo(2);
    assertThat(read.get("values"))
        .isEqualTo(
            List.of(
                Arrays.asList(1_700_000_000_005L, null),
                Arrays.asList(0.25, null),
                List.of("7", "-7"),
                Arrays.asList("a🦆", null),
                List.of(true, false)));
    assertThat(String.valueOf(read.get("fields")))
        .contains("Timestamp<NANOSECOND>", "Float64", "Int64", "Utf8", "Bool")
        .contains("{\"node\":\"ż\"}");
  }

  private static Map<String, Object> read(Frame frame) throws Exception {
    Process node =
        new ProcessBuilder("node", "read.mjs")
            .directory(DIRECTORY.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream input = node.getOutputStream()) {
      input.write(frame.arrow());
    }
    byte[] output = node.getInputStream().readAllBytes();
    assertThat(node.waitFor()).as(new String(output, UTF_8)).isZero();
    return Json.object(output);
  }
}
