/** The core on Netty channels. */
@NullMarked
package io.linekeeper.netty;

import org.jspecify.annotations.NullMarked;
