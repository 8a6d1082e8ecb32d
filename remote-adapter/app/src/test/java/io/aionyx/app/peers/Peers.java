package io.aionyx.app.peers;

import static org.junit.jupiter.api.Assumptions.abort;

import io.aionyx.app.stack.Located;
import io.aionyx.app.stack.Tool;
import io.aionyx.app.stack.Toolbox;
import java.nio.file.Path;

/** The programs tests run against, or a loud skip. */
public final class Peers {
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
      case Located.Missing missing -> skip(missing.reason());
    };
  }

  /** Ends the test as skipped and says so where somebody reads it. */
  public static <T> T skip(String reason) {
    System.err.println("SKIPPED, not tested: " + reason);
    return abort(reason);
  }
}
