/** What happens to the plugin between compiling and zipping. No part of it is shipped. */
@NullMarked
package io.aionyx.plugin;

import org.jspecify.annotations.NullMarked;
