package io.linekeeper.sim.invariant;

import io.linekeeper.sim.gateway.GatewayLine;

/** What has arrived when a line is cut at the end of its drain is read first, as far as the application reads at all. */
public final class NothingArrivedIsLost extends Invariant {
    @Override
    public void cut(GatewayLine line) {
        int unread = line.socket().unreadBytes();
        require(
                unread == 0 || !line.isListening(),
                line,
                "was cut, and %,d bytes that had arrived were lost to the application",
                unread);
    }
}
