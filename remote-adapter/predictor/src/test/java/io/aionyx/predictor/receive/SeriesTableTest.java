package io.aionyx.predictor.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.wire.RawLabels;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.WireException;
import io.aionyx.wire.WriteVisitor;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SeriesTableTest {
  private final SeriesTable table = new SeriesTable(1 << 20);

  /** Shows the table the labels of one series, as a decoder would. */
  private static int find(SeriesTable table, long hash, String... labels) throws WireException {
    int[] found = new int[1];
    each(
        labels,
        raw -> {
          int entry = table.find(hash, raw);
          found[0] = entry == SeriesTable.UNKNOWN ? entry : table.ref(entry);
        });
    return found[0];
  }

  private static byte[] key(String... labels) throws WireException {
    byte[][] key = new byte[1][];
    each(
        labels,
        raw -> {
          key[0] = new byte[raw.keyLength()];
          raw.copyKey(key[0], 0);
        });
    return key[0];
  }

  private interface OnLabels {
    void see(RawLabels labels);
  }

  private static void each(String[] labels, OnLabels seen) throws WireException {
    var request = RemoteWrite.V1.newEncoder();
    Requests.start(request, labels);
    byte[] message = request.endSeries().toByteArray();
    RemoteWrite.V1
        .newDecoder()
        .decode(
            message,
            0,
            message.length,
            new WriteVisitor() {
              @Override
              public void series(RawLabels raw) {
                seen.see(raw);
              }

              @Override
              public void sample(long timestampMillis, double value, long startMillis) {}
            });
  }

  @Test
  void find_afterPut() throws WireException {
    table.put(7, key("a", "1"), 3);
    assertThat(find(table, 7, "a", "1")).isEqualTo(3);
    assertThat(find(table, 8, "a", "1")).isEqualTo(SeriesTable.UNKNOWN);
  }

  @Test
  void find_ofEqualHashes_comparesTheBytes() throws WireException {
    for (int i = 0; i < 100; i++) {
      table.put(42, key("a", "" + i), i);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(find(table, 42, "a", "" + i)).isEqualTo(i);
    }
    assertThat(find(table, 42, "a", "100")).isEqualTo(SeriesTable.UNKNOWN);
  }

  @Test
  void put_ofSeveralOrders_mapsToOneRef() throws WireException {
    table.put(1, key("a", "1", "b", "2"), 5);
    table.put(2, key("b", "2", "a", "1"), 5);
    assertThat(find(table, 1, "a", "1", "b", "2")).isEqualTo(5);
    assertThat(find(table, 2, "b", "2", "a", "1")).isEqualTo(5);
  }

  @Test
  void put_twice_keepsOne() throws WireException {
    table.put(1, key("a", "1"), 5);
    table.put(1, key("a", "1"), 5);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void find_behavesAsAMap() throws WireException {
    Random random = new Random(4);
    Map<String, Integer> model = new HashMap<>();
    for (int i = 0; i < 5000; i++) {
      String value = Integer.toString(random.nextInt(3000));
      long hash = value.hashCode() % 500;
      int expected = model.getOrDefault(value, SeriesTable.UNKNOWN);
      assertThat(find(table, hash, "v", value)).isEqualTo(expected);
      if (expected == SeriesTable.UNKNOWN) {
        int ref = random.nextInt(5) == 0 ? Ingest.DROPPED : i;
        table.put(hash, key("v", value), ref);
        model.put(value, ref);
      }
    }
    assertThat(table.size()).isEqualTo(model.size());
  }

  @Test
  void put_whenFull_startsAnew() throws WireException {
    byte[] key = key("a", "1234567890");
    SeriesTable small = new SeriesTable(3 * key.length);
    for (int i = 0; i < 4; i++) {
      small.put(i, key("a", "123456789" + i), i);
    }
    assertThat(small.size()).isEqualTo(1);
    assertThat(find(small, 3, "a", "1234567893")).isEqualTo(3);
    assertThat(find(small, 0, "a", "1234567890")).isEqualTo(SeriesTable.UNKNOWN);
  }

  @Test
  void put_ofKeyBeyondTheLimit_isLeftOut() throws WireException {
    SeriesTable small = new SeriesTable(10);
    small.put(1, key("a", "a value too long to keep"), 1);
    assertThat(small.size()).isZero();
  }

  @Test
  void forget_takesEveryOrderOfARef() throws WireException {
    table.put(1, key("a", "1", "b", "2"), 5);
    table.put(2, key("b", "2", "a", "1"), 5);
    table.put(3, key("c", "3"), 6);
    table.put(4, key("d", "4"), Ingest.DROPPED);
    BitSet forgotten = new BitSet();
    forgotten.set(5);
    table.forget(forgotten);
    assertThat(table.size()).isEqualTo(2);
    assertThat(find(table, 1, "a", "1", "b", "2")).isEqualTo(SeriesTable.UNKNOWN);
    assertThat(find(table, 2, "b", "2", "a", "1")).isEqualTo(SeriesTable.UNKNOWN);
    assertThat(find(table, 3, "c", "3")).isEqualTo(6);
    assertThat(find(table, 4, "d", "4")).isEqualTo(Ingest.DROPPED);
  }
}
