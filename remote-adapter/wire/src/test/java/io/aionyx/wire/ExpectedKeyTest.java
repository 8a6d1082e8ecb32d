package io.aionyx.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpectedKeyTest {
  /** Expects one key before every series, and keeps what it sees. */
  private static final class Guesser implements WriteVisitor {
    final List<String> seen = new ArrayList<>();
    private final ExpectedKey key = new ExpectedKey();
    private final byte @Nullable [] guess;

    Guesser(byte @Nullable [] guess) {
      this.guess = guess;
    }

    @Override
    public ExpectedKey expectedKey() {
      if (guess == null) {
        key.clear();
      } else {
        key.set(guess, 3, guess.length - 3);
      }
      return key;
    }

    @Override
    public void series(RawLabels labels) throws WireException {
      labels.parse();
      var text = new StringBuilder(labels.isExpected() ? "guessed " : "");
      for (int i = 0; i < labels.count(); i++) {
        text.append(labels.name(i)).append('=').append(labels.value(i)).append(' ');
      }
      seen.add(text.toString().strip());
    }

    @Override
    public void sample(long timestampMillis, double value, long startTimestampMillis) {
      seen.add(value + "@" + timestampMillis);
    }
  }

  private static byte[] key(String... labels) {
    var key = new byte[1000];
    var copied = new int[1];
    var encoder = RemoteWrite.V1.newEncoder();
    series(encoder, labels);
    decode(
        RemoteWrite.V1,
        message(encoder),
        new WriteVisitor() {
          @Override
          public void series(RawLabels raw) {
            raw.copyKey(key, 3);
            copied[0] = 3 + raw.keyLength();
          }

          @Override
          public void sample(long timestampMillis, double value, long startTimestampMillis) {}
        });
    return java.util.Arrays.copyOf(key, copied[0]);
  }

  private static byte[] message(WriteEncoder encoder) {
    try {
      return new SnappyBlock().decode(encoder.toSnappy());
    } catch (WireException e) {
      throw new AssertionError(e);
    }
  }

  private static void series(WriteEncoder encoder, String... labels) {
    encoder.startSeries();
    for (int i = 0; i < labels.length; i += 2) {
      encoder.label(labels[i], labels[i + 1]);
    }
    encoder.sample(1, 2).endSeries();
  }

  private static void decode(RemoteWrite version, byte[] message, WriteVisitor visitor) {
    try {
      version.newDecoder().decode(message, 0, message.length, visitor);
    } catch (WireException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> seen(RemoteWrite version, byte @Nullable [] guess) {
    var encoder = version.newEncoder();
    series(encoder, "a", "1");
    series(encoder, "a", "1", "b", "2");
    series(encoder, "a", "2");
    var guesser = new Guesser(guess);
    decode(version, message(encoder), guesser);
    return guesser.seen;
  }

  @ParameterizedTest
  @EnumSource
  void guess_thatFits_isSaidAndChangesNothingElse(RemoteWrite version) {
    assertThat(seen(version, null))
        .containsExactly("a=1", "2.0@1", "a=1 b=2", "2.0@1", "a=2", "2.0@1");
    assertThat(seen(version, key("a", "1")))
        .containsExactly("guessed a=1", "2.0@1", "a=1 b=2", "2.0@1", "a=2", "2.0@1");
    assertThat(seen(version, key("a", "1", "b", "2")))
        .containsExactly("a=1", "2.0@1", "guessed a=1 b=2", "2.0@1", "a=2", "2.0@1");
    assertThat(seen(version, key("c", "1".repeat(300))))
        .containsExactly("a=1", "2.0@1", "a=1 b=2", "2.0@1", "a=2", "2.0@1");
  }

  /** Labels may stand apart: the ones behind the samples make it another series. */
  @org.junit.jupiter.api.Test
  void guess_ofASeriesWithMoreLabelsBehindItsSamples_doesNotFit() {
    var encoder = RemoteWrite.V1.newEncoder();
    series(encoder, "a", "1");
    byte[] one = message(encoder);
    // The series message again, with its own label run repeated behind the sample.
    int labels = 2 + one[3];
    byte[] more = new byte[one.length + labels];
    System.arraycopy(one, 0, more, 0, one.length);
    System.arraycopy(one, 2, more, one.length, labels);
    more[1] += (byte) labels;
    var guesser = new Guesser(key("a", "1"));
    decode(RemoteWrite.V1, more, guesser);

    assertThat(guesser.seen).containsExactly("a=1 a=1", "2.0@1");
  }
}
