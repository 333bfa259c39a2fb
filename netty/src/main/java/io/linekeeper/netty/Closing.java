package io.linekeeper.netty;

import io.linekeeper.line.Witness;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How connections are ended, and the other things that Netty's channels do differently from one transport to the next. */
final class Closing {
    private Closing() {}

    /** Closes with linger 0: RST to whoever may be there, and nothing stays behind in the kernel. */
    static void abort(ChannelHandlerContext context) {
        if (context.channel().isOpen()) {
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            context.close();
        }
    }

    /**
     * The drain deadline has passed: linger 0 if anything is unacknowledged, or nobody can tell; a plain close otherwise.
     */
    static void cut(ChannelHandlerContext context, Witness sample) {
        if (!sample.kernel() || sample.hasBacklog() || hasUnflushed(context.channel())) {
            abort(context);
        } else {
            context.close();
        }
    }

    /**
     * Limits how long the kernel keeps a closed connection whose peer acknowledges nothing: without it FIN_WAIT1 was seen
     * to last for minutes. Where the user time-out cannot be set, {@link #limitsOrphans} says so.
     */
    static void limitOrphan(Channel channel, Duration longest) {
        if (limitsOrphans(channel) && channel.isOpen()) {
            channel.config().setOption(EpollChannelOption.TCP_USER_TIMEOUT, (int) Math.max(1, longest.toMillis()));
        }
    }

    static boolean limitsOrphans(Channel channel) {
        return channel instanceof EpollSocketChannel;
    }

    /** Half-closes; closes where the channel knows no halves, or where the peer's half is closed already. */
    static void shutdownOutput(Channel channel) {
        if (!(channel instanceof DuplexChannel duplex) || duplex.isInputShutdown()) {
            channel.close();
        } else if (channel.isOpen()) {
            duplex.shutdownOutput();
        }
    }

    static boolean isOutputShutdown(Channel channel) {
        return channel instanceof DuplexChannel duplex && duplex.isOutputShutdown();
    }

    /** Reads from the line at once: where there is no kernel witness, this read must come back empty before a verdict. */
    static void readNow(ChannelHandlerContext context) {
        if (context.channel().unsafe() instanceof AbstractNioChannel.NioUnsafe unsafe) {
            unsafe.read();
        } else {
            context.read();
        }
    }

    /** What our own send buffer knows of a line whose kernel cannot be asked. */
    static Witness bufferTestimony(Channel channel, long nowNanos, boolean reading) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        long pending = buffer == null ? 0 : buffer.totalPendingWriteBytes();
        Object first = buffer == null ? null : buffer.current();
        if (buffer == null || first == null || pending == 0) {
            return Witness.ofBuffers(nowNanos, reading, 0, 0);
        }
        long mark = ((long) System.identityHashCode(first) << Integer.SIZE) + (int) buffer.currentProgress();
        return Witness.ofBuffers(nowNanos, reading, mark, mark + pending);
    }

    private static boolean hasUnflushed(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer != null && buffer.totalPendingWriteBytes() > 0;
    }

    /**
     * Why a channel was closed by Netty itself: a failed write closes it without an event, but is remembered, and told to
     * whoever writes next.
     *
     * @return null if no error closed it
     */
    static @Nullable Throwable causeOfClose(ChannelHandlerContext context) {
        ChannelFuture refused = context.writeAndFlush(Unpooled.EMPTY_BUFFER);
        Throwable cause = refused.cause();
        return cause == null ? null : cause.getCause();
    }
}
