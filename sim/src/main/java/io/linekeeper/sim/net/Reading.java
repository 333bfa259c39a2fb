package io.linekeeper.sim.net;

import java.util.List;

/**
 * What one read of a socket gave.
 *
 * @param bytes how many bytes were read; 0 if none waited
 * @param messages the messages whose last byte was read, in their order
 * @param end whether the stream ended: the other end's FIN came, and all before it has been read
 */
public record Reading(int bytes, List<Object> messages, boolean end) {}
