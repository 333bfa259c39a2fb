package io.linekeeper.sim.device;

import io.linekeeper.wire.Frame;
import java.time.Duration;

/**
 * What a device does of itself.
 *
 * @param gives how it can be watched, and whether it asks the server
 * @param sendsEvery how often it sends a message, on average; zero: never
 * @param messageBytes how long a message is
 * @param reactionNanos how long it takes at most to read what has come
 * @param serverBound how long the server may be silent, if the device asks it
 * @param comesBack whether it comes back after it was superseded
 */
public record Habits(
        Frame.Offer gives,
        Duration sendsEvery,
        int messageBytes,
        long reactionNanos,
        Duration serverBound,
        boolean comesBack) {}
