/**
 * History from a server that speaks remote-read: a {@link HistorySource} gives samples to a {@link
 * HistorySink} as they arrive, so that the memory it takes does not depend on how much there is.
 */
@NullMarked
package io.aionyx.wire.history;

import org.jspecify.annotations.NullMarked;
