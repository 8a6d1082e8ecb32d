package io.aionyx.bridge.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Compares bearer tokens in constant time with files that are read anew, so that they rotate. */
final class BearerTokens {

  private static final String PREFIX = "Bearer ";

  private BearerTokens() {}

  /** The token of an Authorization header, or an empty text. */
  static String presented(@Nullable String header) {
    return header != null && header.startsWith(PREFIX) ? header.substring(PREFIX.length()) : "";
  }

  static boolean equal(String presented, Path file) {
    String expected = read(file);
    return !expected.isEmpty()
        && MessageDigest.isEqual(
            presented.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  /** A file that is not there yet is the next token before its rotation: it equals nothing. */
  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException("token file cannot be read: " + file, e);
    }
  }
}
