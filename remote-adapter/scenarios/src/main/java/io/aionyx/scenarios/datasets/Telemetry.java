package io.aionyx.scenarios.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Samples of several signals of one entity at common times.
 *
 * @param timestampsMillis in the order of the source, which may repeat or step back
 * @param values one array for each signal, as long as the timestamps; NaN where missing
 */
public record Telemetry(List<String> signals, long[] timestampsMillis, double[][] values) {
  private static final String TIMESTAMP = "timestamp_ms";

  public Telemetry {
    signals = List.copyOf(signals);
    if (values.length != signals.size()) {
      throw new IllegalArgumentException(
          "one column for each signal: " + signals.size() + ", was " + values.length);
    }
  }

  public int rows() {
    return timestampsMillis.length;
  }

  /** Reads {@code timestamp_ms,<signal>,…}. */
  public static Telemetry read(Path file) throws IOException {
    return readByEntity(file, 0).values().iterator().next();
  }

  /** Reads {@code entity,timestamp_ms,<signal>,…}, entities in the order of the file. */
  public static Map<String, Telemetry> readEntities(Path file) throws IOException {
    return readByEntity(file, 1);
  }

  private static Map<String, Telemetry> readByEntity(Path file, int timestampColumn)
      throws IOException {
    try (BufferedReader in = Csv.open(file)) {
      var header = Csv.split(String.valueOf(in.readLine()));
      if (header.size() <= timestampColumn || !header.get(timestampColumn).equals(TIMESTAMP)) {
        throw new IOException(
            file + ": column " + (timestampColumn + 1) + " must be timestamp_ms: was " + header);
      }
      var signals = header.subList(timestampColumn + 1, header.size());
      var columns = new LinkedHashMap<String, Columns>();
      int number = 2;
      for (String line = in.readLine(); line != null; line = in.readLine(), number++) {
        String entity = timestampColumn == 0 ? "" : line.substring(0, line.indexOf(','));
        columns
            .computeIfAbsent(entity, key -> new Columns(signals.size()))
            .add(line, timestampColumn, file + ":" + number);
      }
      var telemetry = new LinkedHashMap<String, Telemetry>();
      columns.forEach((entity, rows) -> telemetry.put(entity, rows.finish(signals)));
      if (timestampColumn == 0) {
        telemetry.putIfAbsent("", new Columns(signals.size()).finish(signals));
      }
      return telemetry;
    }
  }

  /** Columns that grow row by row. */
  private static final class Columns {
    private long[] times = new long[256];
    private final double[][] values;
    private int rows;

    Columns(int signals) {
      values = new double[signals][256];
    }

    void add(String line, int timestampColumn, String place) throws IOException {
      if (rows == times.length) {
        grow();
      }
      int from = timestampColumn == 0 ? 0 : line.indexOf(',') + 1;
      int to = line.indexOf(',', from);
      try {
        times[rows] = Long.parseLong(line, from, to, 10);
        for (double[] column : values) {
          from = to + 1;
          to = line.indexOf(',', from);
          to = to < 0 ? line.length() : to;
          column[rows] = from >= to ? Double.NaN : Double.parseDouble(line.substring(from, to));
        }
      } catch (NumberFormatException | IndexOutOfBoundsException e) {
        throw new IOException(place + ": not a row of " + values.length + " numbers", e);
      }
      rows++;
    }

    private void grow() {
      times = Arrays.copyOf(times, 2 * rows);
      for (int i = 0; i < values.length; i++) {
        values[i] = Arrays.copyOf(values[i], 2 * rows);
      }
    }

    Telemetry finish(List<String> signals) {
      var trimmed = new ArrayList<double[]>();
      for (double[] column : values) {
        trimmed.add(Arrays.copyOf(column, rows));
      }
      return new Telemetry(signals, Arrays.copyOf(times, rows), trimmed.toArray(new double[0][]));
    }
  }
}
