package io.aionyx.predictor.receive;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the door needs of an HTTP request.
 *
 * @param contentLength in bytes; negative if the body comes in chunks
 */
record WriteRequest(
    @Nullable String contentType,
    @Nullable String contentEncoding,
    long contentLength,
    InputStream body) {}
