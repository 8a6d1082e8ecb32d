package io.aionyx.predictor.receive;

import io.aionyx.wire.RemoteWrite;
import java.nio.ByteBuffer;

/**
 * A request as it came in: all it takes to read it again with the same outcome.
 *
 * @param atMillis when it came, which decides what is too old
 * @param body compressed; a view, valid as long as what it was handed with
 */
public record Received(RemoteWrite version, long atMillis, ByteBuffer body) {}
