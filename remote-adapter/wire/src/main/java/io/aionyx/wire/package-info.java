/**
 * Prometheus remote-write 1.0 and 2.0, remote-read and the snappy block format: encode and decode.
 * Nothing here builds message objects on the ingest path, and nothing here knows of AIONYX, so that
 * the same classes serve inside a stream processor.
 */
@NullMarked
package io.aionyx.wire;

import org.jspecify.annotations.NullMarked;
