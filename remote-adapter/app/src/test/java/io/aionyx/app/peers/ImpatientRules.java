package io.aionyx.app.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The repository's rules with every {@code for} taken out, so that a test need not wait minutes of
 * real time. Expressions, labels and annotations are those that ship.
 */
public final class ImpatientRules {
  private ImpatientRules() {}

  public static List<Path> writeTo(Path directory) {
    List<Path> written = new ArrayList<>();
    try {
      Files.createDirectories(directory);
      for (Path rule : Repository.rules()) {
        String text = Repository.read(rule).replaceAll("(?m)^\\s+for: \\S+\n", "");
        written.add(Files.writeString(directory.resolve(rule.getFileName()), text));
      }
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
