/**
 * What became of what was predicted: alarms are opened as episodes, held against what the stream
 * then says of the entity, resolved, and counted into figures anybody can check. All of it in the
 * time of the data.
 */
@NullMarked
package io.aionyx.predictor.outcomes;

import org.jspecify.annotations.NullMarked;
