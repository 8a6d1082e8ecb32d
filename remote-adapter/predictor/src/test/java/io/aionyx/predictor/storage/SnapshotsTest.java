package io.aionyx.predictor.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
  @TempDir Path folder;

  private Snapshots snapshots;
  private String read = "";

  @BeforeEach
  void open() throws IOException {
    snapshots = new Snapshots(folder);
  }

  private void write(long sequence, String content) throws IOException {
    snapshots.write(
        out -> {
          try {
            out.write(content.getBytes(UTF_8));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return sequence;
        });
  }

  private OptionalLong newest() throws IOException {
    read = "";
    return snapshots.read(bytes -> read = UTF_8.decode(bytes).toString());
  }

  private Path file(long sequence) {
    return folder.resolve("%019d.snapshot".formatted(sequence));
  }

  @Test
  void read_givesTheNewest_andTwoAreKept() throws IOException {
    assertThat(newest()).isEmpty();
    write(1, "one");
    write(20, "two");
    write(300, "three");

    assertThat(newest()).hasValue(300);
    assertThat(read).isEqualTo("three");
    assertThat(snapshots.oldestSequence()).hasValue(20);
  }

  @Test
  void read_ofANewestThatIsDamagedAnywhere_givesTheOneBefore() throws IOException {
    write(1, "one");
    write(2, "two");
    byte[] whole = Files.readAllBytes(file(2));
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x10;
      Files.write(file(2), damaged);
      assertThat(newest()).as("byte %d", i).hasValue(1);
      Files.write(file(2), Arrays.copyOf(whole, i));
      assertThat(newest()).as("cut at %d", i).hasValue(1);
    }
    assertThat(read).isEqualTo("one");
  }

  @Test
  void read_ofANewestThatItsReaderRefuses_givesTheOneBefore() throws IOException {
    write(1, "one");
    write(2, "two");

    assertThat(
            snapshots.read(
                bytes -> {
                  if (UTF_8.decode(bytes).toString().equals("two")) {
                    throw new IllegalArgumentException("not this one");
                  }
                }))
        .hasValue(1);
  }

  @Test
  void write_thatFails_leavesNothingBehind() throws IOException {
    write(1, "one");
    assertThatThrownBy(
            () ->
                snapshots.write(
                    _ -> {
                      throw new UncheckedIOException(new IOException("disk full"));
                    }))
        .isInstanceOf(IOException.class);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file(1));
    }
    assertThat(newest()).hasValue(1);
  }
}
