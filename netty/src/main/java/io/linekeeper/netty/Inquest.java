package io.linekeeper.netty;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Witness;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelOutputShutdownException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/** Finds out why a connection ended that we did not end. */
final class Inquest {
    private Inquest() {}

    /** What became of a line, and what was seen of it. */
    record Finding(Fate fate, @Nullable String detail) {}

    /**
     * Why a line's socket failed or was closed under it.
     *
     * @param cause the socket's error; without one its loop ended, or the peer did and half-closure is not allowed
     * @param before the latest sample from before
     */
    static Finding on(ChannelHandlerContext context, @Nullable Throwable cause, @Nullable Witness before) {
        if (cause == null) {
            return context.channel().eventLoop().isShuttingDown()
                    ? new Finding(Fate.SHUTDOWN, "the event loop was shut down")
                    : new Finding(Fate.FINISHED, restOfFrame(context.pipeline()));
        }
        SocketError error = SocketError.of(cause);
        return error == null
                ? new Finding(Fate.CLOSED, cause.toString())
                : new Finding(error.fate(before), error.name());
    }

    /** Whether this is told of a write that came after our own side had ended: no error of the socket. */
    static boolean isOurOwnEnd(Throwable cause) {
        return cause instanceof ClosedChannelException || cause instanceof ChannelOutputShutdownException;
    }

    /** What is left of a frame whose end the peer did not send. */
    static @Nullable String restOfFrame(ChannelPipeline pipeline) {
        for (var entry : pipeline) {
            if (entry.getValue() instanceof PendingInput decoder && decoder.pendingBytes() > 0) {
                return "in the middle of a frame, after " + decoder.pendingBytes() + " bytes of it";
            }
        }
        return null;
    }
}
