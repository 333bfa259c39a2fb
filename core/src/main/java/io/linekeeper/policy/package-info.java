/** What is asked of a line: immutable settings for kernel keepalive, heartbeat, stall limit and drain. */
@NullMarked
package io.linekeeper.policy;

import org.jspecify.annotations.NullMarked;
