package io.aionyx.panel;

import java.io.IOException;
import java.io.InputStream;

/** What an upstream answers: status, media type, and the body as it arrives. */
record HttpAnswer(int status, String mediaType, InputStream body) implements AutoCloseable {
  @Override
  public void close() throws IOException {
    body.close();
  }
}
