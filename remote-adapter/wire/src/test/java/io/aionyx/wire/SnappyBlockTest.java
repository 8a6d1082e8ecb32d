package io.aionyx.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SnappyBlockTest {
  private final SnappyBlock snappy = new SnappyBlock();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 59, 60, 61, 255, 256, 65_535, 65_536, 70_000, 1 << 20})
  void decode_givesBackWhatEncodeTook(int length) throws WireException {
    byte[] noise = new byte[length];
    new Random(length).nextBytes(noise);
    byte[] zeros = new byte[length];
    assertThat(snappy.decode(SnappyBlock.encode(noise))).isEqualTo(noise);
    assertThat(snappy.decode(SnappyBlock.encode(zeros))).isEqualTo(zeros);
  }

  @Test
  void decode_goldenBlock() throws WireException {
    byte[] block = HexFormat.of().parseHex("08" + "04" + "6162" + "0902"); // "ab", copy 6 from 2
    assertThat(new String(snappy.decode(block), US_ASCII)).isEqualTo("abababab");
  }

  @Test
  void decode_intoAKeptBufferAtAnOffset() throws WireException {
    byte[] block = SnappyBlock.encode(new byte[] {1, 2, 3});
    byte[] padded = new byte[block.length + 9];
    System.arraycopy(block, 0, padded, 4, block.length);
    byte[] target = new byte[10];
    assertThat(snappy.decode(padded, 4, block.length, target)).isEqualTo(3);
    assertThat(target).startsWith(1, 2, 3, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> snappy.decode(padded, 4, block.length, new byte[2]))
        .withMessageContaining("3");
  }

  @ParameterizedTest
  @CsvSource({
    "8180801000, decoded_too_large", // 32 MiB + 1
    "ffffffff0f, decoded_too_large", // 4 GiB - 1
    "ffffffff1f, snappy_corrupt", // above 32 bits
    "ffffffffff, snappy_corrupt", // no end
    "ff, snappy_corrupt",
    "'', snappy_corrupt",
    "8080801000, snappy_corrupt", // 32 MiB out of one byte
    "80808010000000, snappy_corrupt",
    "0500, snappy_corrupt", // too little
    "0104616263, snappy_corrupt", // too much
    "05fc, snappy_corrupt", // literal of 4 length bytes, none there
    "080461620909, snappy_corrupt", // copy from before the start
  })
  void decode_refusesWhatIsNoBlock(String hex, String code) {
    byte[] block = HexFormat.of().parseHex(hex);
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> snappy.decode(block))
        .satisfies(e -> assertThat(e.fault().code()).isEqualTo(code));
  }

  @Test
  void decodedLength_isCheckedAgainstTheLimitOfThisCodec() throws WireException {
    byte[] block = SnappyBlock.encode(new byte[1000]);
    assertThat(new SnappyBlock(1000).decodedLength(block, 0, block.length)).isEqualTo(1000);
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> new SnappyBlock(999).decode(block))
        .withMessageContaining("1000 bytes declared, at most 999");
  }

  @Test
  void decodedLength_acceptsTheDensestBlockThereIs() throws WireException {
    byte[] zeros = new byte[SnappyBlock.DEFAULT_MAX_DECODED_BYTES];
    byte[] block = SnappyBlock.encode(zeros);
    assertThat((double) zeros.length / block.length).isGreaterThan(20);
    assertThat(snappy.decodedLength(block, 0, block.length)).isEqualTo(zeros.length);
  }

  @Test
  void decode_ofEveryTruncation_refuses() {
    byte[] plain = new byte[3000];
    new Random(7).nextBytes(plain);
    Arrays.fill(plain, 1000, 2000, (byte) 5);
    byte[] block = SnappyBlock.encode(plain);
    for (int length = 0; length < block.length; length++) {
      byte[] cut = Arrays.copyOf(block, length);
      assertThatExceptionOfType(WireException.class).isThrownBy(() -> snappy.decode(cut));
    }
  }
}
