/** The server process. */
@NullMarked
package io.linekeeper.gateway;

import org.jspecify.annotations.NullMarked;
