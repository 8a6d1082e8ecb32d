package io.aionyx.app.peers;

import io.aionyx.app.stack.Located;
import io.aionyx.app.stack.StackPlan.WriteVersion;
import io.aionyx.app.stack.Tool;
import io.aionyx.app.stack.Toolbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/** The programs tests run against, or a loud skip. */
public final class Peers {
  /** Names a newer Prometheus than the one on the PATH. */
  private static final String NEWER = "AIONYX_TEST_PROMETHEUS";

  private static final Pattern VERSION = Pattern.compile("version (\\d+)\\.(\\d+)");

  /** Downloads are kept between test runs and go with {@code mvn clean}. */
  private static final Toolbox TOOLBOX = Toolbox.of(Path.of("target/peers"));

  private Peers() {}

  public static Toolbox toolbox() {
    return TOOLBOX;
  }

  /** The program, or the end of the test that asks for it. */
  public static Path require(Tool tool) {
    return switch (TOOLBOX.locate(tool)) {
      case Located.Found found -> found.program();
      case Located.Missing missing -> throw skip(missing.reason());
    };
  }

  /** Which of two Prometheus releases: what holds for one may have changed in the other. */
  public enum Release {
    /** As the distribution ships it. */
    STABLE,
    /** The one that {@value #NEWER} names. */
    NEWER
  }

  /** The Prometheus of a release, or the end of the test that asks for it. */
  public static Path prometheus(Release release) {
    return switch (release) {
      case STABLE -> require(Tool.PROMETHEUS);
      case NEWER ->
          Optional.ofNullable(System.getenv(NEWER))
              .map(Path::of)
              .orElseThrow(() -> skip("no newer Prometheus is named in " + NEWER));
    };
  }

  /** A Prometheus whose sender speaks a version of remote-write; 2.0 came with 2.55. */
  public static Path prometheusThatSends(WriteVersion version) {
    Path prometheus =
        Optional.ofNullable(System.getenv(NEWER))
            .map(Path::of)
            .orElseGet(() -> require(Tool.PROMETHEUS));
    if (version == WriteVersion.V2 && releaseOf(prometheus) < 2055) {
      throw skip(
          prometheus + " is older than 2.55 and cannot send 2.0; name a newer one in " + NEWER);
    }
    return prometheus;
  }

  /** Major times 1000 plus minor. */
  private static int releaseOf(Path prometheus) {
    String output = Command.run(prometheus, List.of("--version")).output();
    Matcher version = VERSION.matcher(output);
    if (!version.find()) {
      throw new AssertionError(prometheus + " does not tell its version: " + output);
    }
    return Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2));
  }

  /** To be thrown: ends the test as skipped, and says so where somebody reads it. */
  public static TestAbortedException skip(String reason) {
    System.err.println("SKIPPED, not tested: " + reason);
    return new TestAbortedException(reason);
  }
}
