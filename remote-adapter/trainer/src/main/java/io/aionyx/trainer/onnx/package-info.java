/**
 * Writes ONNX files without any library: a protobuf writer, a graph, and tree operators. Knows
 * nothing of failures or features.
 */
@NullMarked
package io.aionyx.trainer.onnx;

import org.jspecify.annotations.NullMarked;
