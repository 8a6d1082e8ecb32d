package io.aionyx.predictor.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final byte KIND = 7;

  @TempDir Path folder;

  private final List<String> read = new ArrayList<>();

  private static ByteBuffer payload(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private Journal journal(long segmentBytes, long last) throws IOException {
    return Journal.open(folder, segmentBytes, last);
  }

  private Recovered readAfter(long after) throws IOException {
    read.clear();
    return Journal.read(
        folder,
        after,
        entry -> {
          assertThat(entry.kind()).isEqualTo(KIND);
          assertThat(entry.atMillis()).isEqualTo(1000 * entry.sequence());
          read.add(UTF_8.decode(entry.payload()).toString());
        });
  }

  private static void append(Journal journal, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      long sequence = journal.append(KIND, 1000L * (i + 1), payload("entry " + i));
      journal.sync(sequence);
    }
  }

  private static List<String> entries(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "entry " + i).toList();
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }

  private Path written(int count) throws IOException {
    try (Journal journal = journal(1 << 20, 0)) {
      append(journal, 0, count);
    }
    return segments().getFirst();
  }

  @Test
  void read_ofManySegments_givesEveryEntryOnce() throws IOException {
    try (Journal journal = journal(100, 0)) {
      append(journal, 0, 50);
    }
    try (Journal journal = journal(100, 50)) {
      append(journal, 50, 60);
    }

    assertThat(readAfter(0)).isEqualTo(new Recovered(60, 60, 0, 0, 0));
    assertThat(read).isEqualTo(entries(0, 60));
    assertThat(segments()).hasSizeGreaterThan(15);
    assertThat(readAfter(47)).isEqualTo(new Recovered(60, 13, 0, 0, 0));
    assertThat(read).isEqualTo(entries(47, 60));
  }

  @Test
  void forgetUpTo_keepsEverythingBehindIt() throws IOException {
    try (Journal journal = journal(100, 0)) {
      append(journal, 0, 50);
      int before = segments().size();
      journal.forgetUpTo(30);

      assertThat(segments()).hasSizeLessThan(before);
      assertThat(readAfter(30).entries()).isEqualTo(20);
      journal.forgetUpTo(1000);
      assertThat(segments()).hasSize(1);
    }
  }

  @Test
  void read_afterProcessesThatDiedBeforeTheirFirstEntry_givesEveryEntry() throws IOException {
    written(20);
    for (int death = 0; death < 10; death++) {
      journal(1 << 20, 20);
    }
    try (Journal journal = journal(1 << 20, 20)) {
      append(journal, 20, 23);
      journal.forgetUpTo(20);
    }

    assertThat(readAfter(20)).isEqualTo(new Recovered(23, 3, 0, 0, 0));
    assertThat(read).isEqualTo(entries(20, 23));
    assertThat(segments()).hasSize(1);
  }

  @Test
  void read_ofALogWhoseBeginningIsGone_countsWhatIsMissing() throws IOException {
    try (Journal journal = journal(100, 0)) {
      append(journal, 0, 50);
    }
    Files.delete(segments().getFirst());

    Recovered found = readAfter(0);
    assertThat(found.missing()).isGreaterThan(0);
    assertThat(found.missing() + found.entries()).isEqualTo(50);
  }

  /** Cut at every byte: whole entries are read, the torn one is cut off and counted. */
  @Test
  void read_ofALogCutAtEveryOffset_givesAllWholeEntriesAndMendsTheRest() throws IOException {
    Path segment = written(12);
    byte[] whole = Files.readAllBytes(segment);
    int record = whole.length / 12;
    for (int cut = 0; cut <= whole.length; cut++) {
      Files.write(segment, java.util.Arrays.copyOf(whole, cut));

      Recovered found = readAfter(0);

      long entries = read.size();
      assertThat(read).isEqualTo(entries(0, read.size()));
      assertThat(entries).isBetween((long) cut / (record + 2), (long) cut / (record - 2));
      assertThat(Files.size(segment)).isEqualTo(cut - found.tornBytes());
      assertThat(readAfter(0)).isEqualTo(new Recovered(entries, entries, 0, 0, 0));
    }
  }

  /** One bit at a time: never a wrong value, and at most one entry is lost. */
  @Test
  void read_ofALogWithAnyBitFlipped_losesThatEntryAndSaysSo() throws IOException {
    Path segment = written(5);
    byte[] whole = Files.readAllBytes(segment);
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(segment, damaged);

      Recovered found = readAfter(0);

      assertThat(read).as("bit %d", bit).hasSize(4).isSubsetOf(entries(0, 5));
      assertThat(found.tornBytes() + found.damagedBytes()).isPositive();
      assertThat(found.tornBytes() > 0).isEqualTo(found.missing() == 0);
    }
  }

  /** Whoever sends a request chooses its bytes, but not the salt. */
  @Test
  void read_ofADamagedEntryThatHoldsAnother_doesNotTakeTheInnerOne() throws IOException {
    ByteBuffer inner = ByteBuffer.allocate(100);
    RecordFormat.head(inner, 0, 9, 9000, KIND, payload("forged"));
    inner.limit(inner.capacity()).position(RecordFormat.HEAD_BYTES);
    inner.put("forged".getBytes(UTF_8)).flip();
    try (Journal journal = journal(1 << 20, 0)) {
      journal.append(KIND, 1000, inner);
    }
    Path segment = segments().getFirst();
    byte[] bytes = Files.readAllBytes(segment);
    bytes[0] ^= 1;
    Files.write(segment, bytes);

    assertThat(readAfter(0).entries()).isZero();
  }

  @Test
  void append_byManyThreads_keepsEveryEntryThatWasSynced() throws Exception {
    try (Journal journal = journal(1 << 12, 0);
        var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> work =
          IntStream.range(0, 400)
              .<Callable<Boolean>>mapToObj(
                  i ->
                      () -> {
                        journal.sync(journal.append(KIND, 0, payload("x")));
                        return true;
                      })
              .toList();
      for (var done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    }

    assertThat(Journal.read(folder, 0, _ -> {})).isEqualTo(new Recovered(400, 400, 0, 0, 0));
  }

  @FuzzTest
  void read_ofAnyBytes_givesWhatWasWrittenOrNothing(FuzzedDataProvider data) throws IOException {
    Path scratch = Files.createTempDirectory("journal");
    try {
      long salt = data.consumeLong();
      Path file = Segment.in(scratch, 1, salt).file();
      Files.write(file, data.consumeRemainingAsBytes());
      long size = Files.size(file);
      var entries = new ArrayList<Long>();
      Recovered found = Journal.read(scratch, 0, entry -> entries.add(entry.sequence()));
      assertThat(entries).isSorted().doesNotHaveDuplicates();
      assertThat(found.entries()).isEqualTo(entries.size());
      assertThat(Files.size(file)).isEqualTo(size - found.tornBytes());
      assertThat(Journal.read(scratch, 0, _ -> {}).tornBytes()).isZero();
    } finally {
      try (Stream<Path> files = Files.list(scratch)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(scratch);
    }
  }
}
