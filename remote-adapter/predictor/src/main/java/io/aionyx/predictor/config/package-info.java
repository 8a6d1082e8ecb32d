/**
 * What the operator asks for: files and the environment, read once into typed, checked values.
 * Every mistake is told with its file, line and key before anything else starts.
 */
@NullMarked
package io.aionyx.predictor.config;

import org.jspecify.annotations.NullMarked;
