/** What commands print for eyes: colour, width, and a frame that is drawn anew in place. */
@NullMarked
package io.aionyx.app.terminal;

import org.jspecify.annotations.NullMarked;
