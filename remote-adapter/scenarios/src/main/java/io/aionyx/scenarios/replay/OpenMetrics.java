package io.aionyx.scenarios.replay;

import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a history as OpenMetrics text with timestamps, as {@code promtool tsdb create-blocks-from
 * openmetrics} reads it.
 *
 * <p>The format wants every family in one piece, the stream comes by time; so each family waits in
 * a temporary file, and no more than the largest is in memory at once. Stale markers have no place
 * in the format and are left out.
 */
public final class OpenMetrics {
  private static final long STALE = 0x7ff0000000000002L;

  private OpenMetrics() {}

  /**
   * @return the number of samples written
   */
  public static long write(History history, Path file) throws IOException {
    Path folder = Files.createTempDirectory("openmetrics");
    try {
      return write(history, file, folder);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      delete(folder);
    }
  }

  private static long write(History history, Path file, Path folder) throws IOException {
    var spooling = new Spooling(folder);
    history.replay(spooling);
    try (Writer text = Files.newBufferedWriter(file)) {
      for (Family family : spooling.families.values()) {
        family.finish(text);
      }
      text.write("# EOF\n");
    }
    return spooling.samples;
  }

  private static void delete(Path folder) throws IOException {
    try (var left = Files.list(folder)) {
      for (Path spool : left.toList()) {
        Files.delete(spool);
      }
    }
    Files.delete(folder);
  }

  private static final class Spooling implements History.Sink {
    private final Path folder;
    private final Map<String, Family> families = new TreeMap<>();
    private final List<Family> familyOf = new ArrayList<>();
    private final List<Integer> indexOf = new ArrayList<>();
    private long samples;

    Spooling(Path folder) {
      this.folder = folder;
    }

    @Override
    public int open(Labels series) {
      Family family = families.computeIfAbsent(Family.nameOf(series.metricName()), this::newFamily);
      familyOf.add(family);
      indexOf.add(family.open(series));
      return familyOf.size() - 1;
    }

    @Override
    public void sample(int handle, long timestampMillis, double value) {
      if (Double.doubleToRawLongBits(value) == STALE) {
        return;
      }
      try {
        familyOf.get(handle).sample(indexOf.get(handle), timestampMillis, value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      samples++;
    }

    @Override
    public void advance(long timestampMillis) {
      // order by time is not the order of the file
    }

    private Family newFamily(String name) {
      try {
        return new Family(name, folder.resolve(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
