/**
 * Lines and their judgement: hearing time, the roll call, the state machine of one line, the kernel as witness, verdicts
 * with their evidence.
 *
 * <p>Pure: state in, decision out. Nothing here reads a clock, opens a socket, starts a thread or writes a log. One
 * {@link io.linekeeper.line.RollCall} and all its lines belong to one thread, the event loop.
 */
@NullMarked
package io.linekeeper.line;

import org.jspecify.annotations.NullMarked;
