package io.aionyx.scenarios.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Comma-separated values with an optional gzip around them and double quotes inside. */
final class Csv {
  private Csv() {}

  static BufferedReader open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    if (file.toString().endsWith(".gz")) {
      in = new GZIPInputStream(in, 1 << 16);
    }
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
  }

  /** The cells of one line; a doubled quote within quotes is a quote. */
  static List<String> split(String line) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  /** All lines after the header, which must start with these columns. */
  static List<List<String>> rows(Path file, String header) throws IOException {
    try (BufferedReader in = open(file)) {
      String first = in.readLine();
      if (first == null || !first.startsWith(header)) {
        throw new IOException(file + " must start with " + header + ": was " + first);
      }
      var rows = new ArrayList<List<String>>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        rows.add(split(line));
      }
      return rows;
    }
  }
}
