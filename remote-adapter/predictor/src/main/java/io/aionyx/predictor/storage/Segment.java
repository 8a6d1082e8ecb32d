package io.aionyx.predictor.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of the journal. Its name says all that must not be damaged with it: the sequence it begins
 * with, and the salt of its checksums.
 */
record Segment(Path file, long firstSequence, long salt) implements Comparable<Segment> {
  private static final Pattern NAME = Pattern.compile("(\\d{19})-([0-9a-f]{16})\\.log");

  static Segment in(Path folder, long firstSequence, long salt) {
    String name = "%019d-%016x.log".formatted(firstSequence, salt);
    return new Segment(folder.resolve(name), firstSequence, salt);
  }

  /** All segments of a folder, oldest first; other files are none of the journal's business. */
  static List<Segment> all(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Segment::of).flatMap(Optional::stream).sorted().toList();
    }
  }

  private static Optional<Segment> of(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches()
        ? Optional.of(
            new Segment(
                file, Long.parseLong(name.group(1)), Long.parseUnsignedLong(name.group(2), 16)))
        : Optional.empty();
  }

  @Override
  public int compareTo(Segment other) {
    return Long.compare(firstSequence, other.firstSequence);
  }
}
