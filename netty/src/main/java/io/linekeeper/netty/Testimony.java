package io.linekeeper.netty;

import io.linekeeper.line.Witness;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Takes samples of lines: from the kernel where it can be asked, from our own send buffer otherwise. */
final class Testimony {
    private Testimony() {}

    /**
     * A sample of the line as it is now.
     *
     * @param reading whether a read is outstanding on the line
     */
    static Witness take(Channel channel, boolean reading) {
        long now = channel.eventLoop().ticker().nanoTime();
        if (!TcpInfo.isFor(channel)) {
            return ofBuffer(channel, now, reading);
        }
        Witness kernel = TcpInfo.read(channel, now, reading);
        return kernel != null ? kernel : Witness.ofBuffers(now, false, 0, 0);
    }

    private static Witness ofBuffer(Channel channel, long nowNanos, boolean reading) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        long pending = buffer == null ? 0 : buffer.totalPendingWriteBytes();
        Object first = buffer == null ? null : buffer.current();
        if (buffer == null || first == null || pending == 0) {
            return Witness.ofBuffers(nowNanos, reading, 0, 0);
        }
        long mark = ((long) System.identityHashCode(first) << Integer.SIZE) + (int) buffer.currentProgress();
        return Witness.ofBuffers(nowNanos, reading, mark, mark + pending);
    }
}
