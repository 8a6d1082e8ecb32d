package io.aionyx.app.stack;

import java.nio.file.Path;

/** What came of looking for a {@link Tool}. */
public sealed interface Located {
  /** The program, ready to be run. */
  record Found(Path program) implements Located {}

  /**
   * The tool is not to be had.
   *
   * @param reason a sentence for the user, saying where was looked
   */
  record Missing(String reason) implements Located {}

  /**
   * The program.
   *
   * @throws MissingToolException with the reason, where there is none
   */
  default Path orThrow() {
    return switch (this) {
      case Found found -> found.program();
      case Missing missing -> throw new MissingToolException(missing.reason());
    };
  }
}
