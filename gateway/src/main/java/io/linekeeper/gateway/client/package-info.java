/** The client that {@code connect} drives: lines to one server, watched by the same state machine as the server's. */
@NullMarked
package io.linekeeper.gateway.client;

import org.jspecify.annotations.NullMarked;
