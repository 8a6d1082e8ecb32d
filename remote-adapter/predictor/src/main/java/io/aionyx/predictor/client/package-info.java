/** How requests to other servers are made: whom they trust, and who they say they are. */
@NullMarked
package io.aionyx.predictor.client;

import org.jspecify.annotations.NullMarked;
