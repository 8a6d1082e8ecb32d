package io.aionyx.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
  private static final Duration NO_SNAPSHOT = Duration.ofDays(1);

  @TempDir Path folder;

  private static void write(Kept kept, int from, int to) {
    for (int number = from; number < to; number++) {
      assertThat(kept.write(number)).isEqualTo(204);
    }
  }

  private static Kept twin(int requests) {
    var twin = new Kept(null);
    write(twin, 0, requests);
    return twin;
  }

  /** What a process that died now would leave. */
  private Path crashed(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(folder.resolve("live"))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(folder.resolve("live").relativize(file)));
      }
    }
    return copy;
  }

  private static double counted(Kept kept, String name, String reason) {
    return kept.registry.scrape(name::equals).stream()
        .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
        .filter(point -> reason.equals(point.getLabels().get("reason")))
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }

  private static double gauge(Kept kept, String name) {
    return kept.registry.scrape(name::equals).stream()
        .flatMap(metric -> ((GaugeSnapshot) metric).getDataPoints().stream())
        .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
        .sum();
  }

  @Test
  void start_afterACrash_goesOnAsIfNothingHadHappened() throws IOException {
    try (var live = new Kept(folder.resolve("live"), NO_SNAPSHOT)) {
      write(live, 0, 900);
      try (var after = new Kept(crashed("copy"), NO_SNAPSHOT)) {
        assertThat(gauge(after, "aionyx_wal_recovered_entries")).isEqualTo(900);
        assertThat(after.state()).isEqualTo(live.state());
        write(live, 900, 1700);
        write(after, 900, 1700);
        assertThat(after.state()).isEqualTo(live.state()).isEqualTo(twin(1700).state());
      }
    }
  }

  @Test
  void start_fromASnapshot_readsOnlyTheLogBehindIt() throws IOException {
    try (var live = new Kept(folder.resolve("live"), Duration.ofMinutes(2))) {
      write(live, 0, 800);
      live.close();
      assertThat(Files.list(folder.resolve("live/snapshots"))).hasSize(2);
    }
    try (var after = new Kept(folder.resolve("live"), NO_SNAPSHOT)) {
      assertThat(gauge(after, "aionyx_wal_recovered_entries")).isZero();
      write(after, 800, 900);
      assertThat(after.state()).isEqualTo(twin(900).state());
    }
  }

  @Test
  void start_withATornLog_saysHowMuchWasCut() throws IOException {
    try (var live = new Kept(folder.resolve("live"), NO_SNAPSHOT)) {
      write(live, 0, 50);
      Path copy = crashed("copy");
      Path newest;
      try (Stream<Path> files = Files.list(copy.resolve("wal"))) {
        newest = files.max(Path::compareTo).orElseThrow();
      }
      try (var file =
          java.nio.channels.FileChannel.open(newest, java.nio.file.StandardOpenOption.WRITE)) {
        file.truncate(file.size() - 3);
      }
      try (var after = new Kept(copy, NO_SNAPSHOT)) {
        assertThat(counted(after, "aionyx_wal_lost_bytes", "torn")).isPositive();
        assertThat(after.newest()).isEqualTo(48);
        assertThat(after.state()).isEqualTo(twin(49).state());
      }
    }
  }

  /** Same requests, answered in any order by several threads: the log has the order that was. */
  @Test
  void start_afterManyConnections_hasTheStateTheyMade() throws Exception {
    try (var live = new Kept(folder.resolve("live"), Duration.ofMinutes(10))) {
      var threads =
          Stream.of(1, 2, 3, 4)
              .map(
                  seed ->
                      Thread.ofPlatform()
                          .start(
                              () -> {
                                var random = new SplittableRandom(seed);
                                for (int i = 0; i < 300; i++) {
                                  live.write(4 * i + random.nextInt(8));
                                }
                              }))
              .toList();
      for (Thread thread : threads) {
        thread.join();
      }
      try (var after = new Kept(crashed("copy"), NO_SNAPSHOT)) {
        assertThat(after.state()).isEqualTo(live.state());
      }
    }
  }

  @Test
  void write_toAFullDisk_is503UntilThereIsRoomAgain() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    if (run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) != 0) {
      System.err.println("SKIPPED: a full disk needs a tmpfs, and mounting one needs root");
      abort("no tmpfs can be mounted");
    }
    try {
      Path data = disk.resolve("data");
      int number = 0;
      try (var kept = new Kept(data, NO_SNAPSHOT)) {
        write(kept, 0, 10);
        Path filler = Files.write(disk.resolve("filler"), fitting(disk));
        number = 10;
        while (kept.write(number) == 204) {
          number++;
        }
        assertThat(kept.write(number)).isEqualTo(503);
        assertThat(gauge(kept, "aionyx_wal_failed")).isEqualTo(1);
        try (var died = new Kept(copyOf(data), NO_SNAPSHOT)) {
          assertThat(died.state()).isEqualTo(twin(number).state());
        }
        Files.delete(filler);
        write(kept, number, number + 50);
        assertThat(gauge(kept, "aionyx_wal_failed")).isZero();
      }
      try (var after = new Kept(data, NO_SNAPSHOT)) {
        assertThat(after.state()).isEqualTo(twin(number + 50).state());
      }
    } finally {
      run("umount", disk.toString());
    }
  }

  private Path copyOf(Path data) throws IOException {
    Path copy = folder.resolve("of-full");
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(data.relativize(file)));
      }
    }
    return copy;
  }

  /** All but a few pages. */
  private static byte[] fitting(Path disk) throws IOException {
    return new byte[(int) Files.getFileStore(disk).getUsableSpace() - (32 << 10)];
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(List.of(command))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
