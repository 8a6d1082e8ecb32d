package io.aionyx.trainer.observed;

import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Samples in any order, kept on disk and given back in order of time, as often as wanted.
 *
 * <p>A file an hour, written in deflated blocks. Giving back loads one hour at a time and sorts it,
 * so memory holds an hour of samples and the label sets, however long the history. A sample that
 * was put in twice comes out once. Putting in is for one thread; giving back is for many.
 */
public final class Spool implements Closeable {
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final int BLOCK_BYTES = 1 << 16;

  private final Path folder;
  private final List<Labels> series = new ArrayList<>();
  private final Map<Labels, Integer> known = new HashMap<>();
  private final TreeMap<Long, Block> hours = new TreeMap<>();
  private long samples;

  /** The part of an hour that is not on disk yet. */
  private static final class Block {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private int count;
  }

  /** An empty spool in a new folder below the temporary one. */
  public Spool() {
    try {
      folder = Files.createTempDirectory("aionyx-history");
    } catch (IOException e) {
      throw new UncheckedIOException("no room for the history: " + e.getMessage(), e);
    }
  }

  /** A number for {@link #add}, the same for equal labels. */
  public int series(Labels labels) {
    return known.computeIfAbsent(
        labels,
        added -> {
          series.add(added);
          return series.size() - 1;
        });
  }

  public void add(int number, long timestampMillis, double value) {
    long hour = Math.floorDiv(timestampMillis, HOUR_MILLIS);
    var block = hours.computeIfAbsent(hour, h -> new Block());
    try {
      block.out.writeInt(number);
      block.out.writeInt((int) (timestampMillis - hour * HOUR_MILLIS));
      // raw, since a stale marker is a NaN told by its bits
      block.out.writeLong(Double.doubleToRawLongBits(value));
      block.count++;
      samples++;
      if (block.bytes.size() >= BLOCK_BYTES) {
        flush(hour, block);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("history " + folder + ": " + e.getMessage(), e);
    }
  }

  /** To be called when all is in. */
  public void finish() {
    try {
      for (var hour : hours.entrySet()) {
        flush(hour.getKey(), hour.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("history " + folder + ": " + e.getMessage(), e);
    }
  }

  public long samples() {
    return samples;
  }

  private Path file(long hour) {
    return folder.resolve(Long.toString(hour));
  }

  private void flush(long hour, Block block) throws IOException {
    if (block.count > 0) {
      var deflated = new ByteArrayOutputStream();
      var fast = new Deflater(Deflater.BEST_SPEED);
      try (var deflating = new DeflaterOutputStream(deflated, fast)) {
        block.bytes.writeTo(deflating);
      } finally {
        fast.end();
      }
      try (var out =
          new DataOutputStream(
              Files.newOutputStream(
                  file(hour), StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
        out.writeInt(block.count);
        out.writeInt(deflated.size());
        deflated.writeTo(out);
      }
      block.bytes.reset();
      block.count = 0;
    }
  }

  /** The samples of a range of time, both ends included, as a stream that can be had again. */
  public Consumer<History.Sink> between(long fromMillis, long toMillis) {
    return sink -> {
      var handles = new HashMap<Integer, Integer>();
      long first = Math.floorDiv(fromMillis, HOUR_MILLIS);
      long last = Math.floorDiv(toMillis, HOUR_MILLIS);
      for (long hour : List.copyOf(hours.subMap(first, true, last, true).keySet())) {
        try {
          give(Hour.read(file(hour), hour * HOUR_MILLIS), fromMillis, toMillis, handles, sink);
        } catch (IOException e) {
          throw new UncheckedIOException("history " + file(hour) + ": " + e.getMessage(), e);
        }
      }
    };
  }

  private void give(
      Hour hour, long fromMillis, long toMillis, Map<Integer, Integer> handles, History.Sink sink) {
    long before = Long.MIN_VALUE;
    long moment = Long.MIN_VALUE;
    for (long key : hour.order) {
      int index = (int) key;
      long at = hour.startMillis + hour.offsets[index];
      boolean repeated = (key >>> 32) == before && sameSeries(hour, index);
      if (at >= fromMillis && at <= toMillis && !repeated) {
        if (moment != Long.MIN_VALUE && at > moment) {
          sink.advance(moment);
        }
        moment = at;
        int handle = handles.computeIfAbsent(hour.numbers[index], n -> sink.open(series.get(n)));
        sink.sample(handle, at, hour.values[index]);
        hour.given = hour.numbers[index];
        before = key >>> 32;
      }
    }
    if (moment != Long.MIN_VALUE) {
      sink.advance(moment);
    }
  }

  private static boolean sameSeries(Hour hour, int index) {
    return hour.given == hour.numbers[index];
  }

  /** One hour in memory. */
  private static final class Hour {
    private final long startMillis;
    private int[] numbers = new int[1024];
    private int[] offsets = new int[1024];
    private double[] values = new double[1024];
    private long[] order = new long[0];
    private int size;
    private int given = -1;

    private Hour(long startMillis) {
      this.startMillis = startMillis;
    }

    static Hour read(Path file, long startMillis) throws IOException {
      var hour = new Hour(startMillis);
      try (var in = new DataInputStream(Files.newInputStream(file))) {
        while (in.available() > 0) {
          int count = in.readInt();
          hour.block(in.readNBytes(in.readInt()), count);
        }
      }
      hour.sort();
      return hour;
    }

    private void block(byte[] deflated, int count) throws IOException {
      if (size + count > numbers.length) {
        int room = Math.max(size + count, 2 * size);
        numbers = Arrays.copyOf(numbers, room);
        offsets = Arrays.copyOf(offsets, room);
        values = Arrays.copyOf(values, room);
      }
      try (var in =
          new DataInputStream(
              new InflaterInputStream(new java.io.ByteArrayInputStream(deflated)))) {
        for (int i = 0; i < count; i++) {
          numbers[size] = in.readInt();
          offsets[size] = in.readInt();
          values[size++] = Double.longBitsToDouble(in.readLong());
        }
      }
    }

    /** By time, then by series, so that repeated samples are neighbours. */
    private void sort() {
      var bySeries = new long[size];
      for (int i = 0; i < size; i++) {
        bySeries[i] = (long) numbers[i] << 32 | i;
      }
      Arrays.sort(bySeries);
      var rank = new int[size];
      order = new long[size];
      for (int i = 0; i < size; i++) {
        rank[i] = (int) bySeries[i];
        order[i] = (long) offsets[rank[i]] << 32 | i;
      }
      Arrays.sort(order);
      for (int i = 0; i < size; i++) {
        order[i] = order[i] & 0xffff_ffff_0000_0000L | rank[(int) order[i]];
      }
    }
  }

  /** Removes everything. */
  @Override
  public void close() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
