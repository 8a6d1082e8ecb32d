/** Puts the parts together and gives them a command line. Nothing else imports this package. */
@NullMarked
package io.aionyx.bridge.app;

import org.jspecify.annotations.NullMarked;
