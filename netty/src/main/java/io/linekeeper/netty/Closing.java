package io.linekeeper.netty;

import io.linekeeper.line.Witness;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How connections are ended, and the other things that Netty's channels do differently from one transport to the next. */
final class Closing {
    private static final InternalLogger LOGGER = InternalLoggerFactory.getInstance(Closing.class);

    /** What a loop tells a channel whose socket is readable. Asked for its value on epoll alone: elsewhere there is none. */
    private static final EpollIoEvent READABLE = () -> EpollIoOps.EPOLLIN;

    private Closing() {}

    /** Closes with linger 0: RST to whoever may be there, and nothing stays behind in the kernel. */
    static void abort(ChannelHandlerContext context) {
        if (context.channel().isOpen()) {
            setIfTaken(context.channel(), ChannelOption.SO_LINGER, 0);
            context.close();
        }
    }

    /** Closes; the kernel goes on sending what is left, at most for so long without an acknowledgement. */
    static void close(ChannelHandlerContext context, Duration longest) {
        limitOrphan(context.channel(), longest);
        context.close();
    }

    /**
     * The drain is over, and what had arrived is read: linger 0 if anything is unacknowledged (our FIN too, which is no byte of the stream),
     * or nobody can tell; a plain close otherwise.
     */
    static void cut(ChannelHandlerContext context, Witness sample, Duration longest) {
        boolean underWay = sample.hasBacklog() || sample.unackedSegments() > 0 || hasUnflushed(context.channel());
        if (underWay || !sample.kernel()) {
            abort(context);
        } else {
            close(context, longest);
        }
    }

    /**
     * Limits how long the kernel keeps a closed connection whose peer acknowledges nothing: without it FIN_WAIT1 was seen
     * to last for minutes. Only epoll channels can set the user time-out that does it.
     */
    static void limitOrphan(Channel channel, Duration longest) {
        if (channel instanceof EpollSocketChannel && channel.isOpen()) {
            setIfTaken(channel, EpollChannelOption.TCP_USER_TIMEOUT, (int) Math.max(1, longest.toMillis()));
        }
    }

    /** Switches the user time-out off. Not by a very long one: that would take the place of the keepalive's probes, too. */
    static void liftUserTimeout(Channel channel) {
        if (channel instanceof EpollSocketChannel && channel.isOpen()) {
            setIfTaken(channel, EpollChannelOption.TCP_USER_TIMEOUT, 0);
        }
    }

    /** A socket that failed meanwhile may refuse an option; that is no reason not to close it. */
    private static <T> void setIfTaken(Channel channel, ChannelOption<T> option, T value) {
        try {
            channel.config().setOption(option, value);
        } catch (ChannelException refused) {
            LOGGER.debug("{} did not take {}", channel, option, refused);
        }
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

    /**
     * Reads from the line at once, as if its loop had just been told that it is readable: as many buffers as one pass of the
     * loop reads. On other transports than NIO and epoll it can only be asked for, and comes with the loop's next pass.
     */
    static void readNow(ChannelHandlerContext context) {
        Channel.Unsafe transport = context.channel().unsafe();
        if (transport instanceof AbstractNioChannel.NioUnsafe nio) {
            nio.read();
        } else if (transport instanceof EpollIoHandle epoll) {
            // Netty's channels know their registration, and do not look at the one that comes with an event.
            epoll.handle(null, READABLE);
        } else {
            context.read();
        }
    }

    /**
     * Writes what fits, where our own buffer is all that tells whether the peer reads: the selector says so only when a third
     * of the kernel's buffer is free again, and to a slow reader that takes longer than many a stall limit.
     */
    static void writeNow(Channel channel) {
        if (channel.unsafe() instanceof AbstractNioChannel.NioUnsafe unsafe && hasUnflushed(channel)) {
            unsafe.forceFlush();
        }
    }

    /** Whether all that was flushed so far has been handed to the kernel. */
    static boolean isAllHandedOver(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null || buffer.isEmpty();
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
