/**
 * From series to what they mean: canonical signals of entities, joined over exporters. A catalogue
 * says which selector feeds which signal; everything it does not name is dropped at the door.
 */
@NullMarked
package io.aionyx.core.signals;

import org.jspecify.annotations.NullMarked;
