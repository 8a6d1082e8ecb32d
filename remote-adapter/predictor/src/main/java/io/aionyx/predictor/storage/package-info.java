/**
 * What survives a crash: a journal of accepted requests, on disk before they are answered, and
 * snapshots that save reading all of it again. Knows bytes and numbers, and nothing of what they
 * mean.
 */
@NullMarked
package io.aionyx.predictor.storage;

import org.jspecify.annotations.NullMarked;
