/** What training leaves behind: graphs, cards, and the folder that holds both. */
@NullMarked
package io.aionyx.trainer.bundle;

import org.jspecify.annotations.NullMarked;
