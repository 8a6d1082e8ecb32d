/**
 * The write door: remote-write 1.0 and 2.0 over HTTP, checked sample by sample before anything is
 * kept. A request is decoded without a lock and handed to its {@link
 * io.aionyx.predictor.receive.Ingest} as one batch.
 */
@NullMarked
package io.aionyx.predictor.receive;

import org.jspecify.annotations.NullMarked;
