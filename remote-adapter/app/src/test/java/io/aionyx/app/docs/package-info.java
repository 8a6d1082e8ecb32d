/** Pages that are made from what they describe. */
@NullMarked
package io.aionyx.app.docs;

import org.jspecify.annotations.NullMarked;
