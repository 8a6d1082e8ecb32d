package io.aionyx.app.peers;

import io.aionyx.app.stack.Located;
import io.aionyx.app.stack.Tool;
import io.aionyx.app.stack.Toolbox;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

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
      case Located.Missing missing -> throw skip(missing.reason());
    };
  }

  /** To be thrown: ends the test as skipped, and says so where somebody reads it. */
  public static TestAbortedException skip(String reason) {
    System.err.println("SKIPPED, not tested: " + reason);
    return new TestAbortedException(reason);
  }
}
