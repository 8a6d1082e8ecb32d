package io.aionyx.predictor.receive;

import io.aionyx.wire.RemoteWrite;
import java.io.ByteArrayInputStream;

/** A way through the write door without HTTP, for tests of what stands behind it. */
public final class Doors {
  private Doors() {}

  /** The status of the answer. */
  public static int write(WriteDoor door, RemoteWrite version, byte[] body) {
    return door.handle(
            new WriteRequest(
                version.contentType(), "snappy", body.length, new ByteArrayInputStream(body)))
        .status();
  }
}
