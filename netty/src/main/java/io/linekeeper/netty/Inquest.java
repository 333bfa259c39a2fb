package io.linekeeper.netty;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Line;
import io.linekeeper.line.Verdict;
import io.linekeeper.line.Witness;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import org.jspecify.annotations.Nullable;

/** Finds out why a connection ended that we did not end. */
final class Inquest {
    private Inquest() {}

    /**
     * Judges a line whose socket failed or was closed under it.
     *
     * @param cause the socket's error; without one its loop ended, or the peer did and half-closure is not allowed
     * @return null if the line has been judged before
     */
    static @Nullable Verdict hold(Line line, ChannelHandlerContext context, @Nullable Throwable cause) {
        if (cause == null) {
            return context.channel().eventLoop().isShuttingDown()
                    ? line.judge(Fate.SHUTDOWN, "the event loop was shut down", null)
                    : line.judge(Fate.FINISHED, restOfFrame(context.pipeline()), null);
        }
        SocketError error = SocketError.of(cause);
        return error == null
                ? line.judge(Fate.CLOSED, cause.toString(), null)
                : line.judge(error.fate(line.lastSample()), error.name(), null);
    }

    /** Judges a line whose peer sent FIN. */
    static @Nullable Verdict onFin(Line line, ChannelHandlerContext context, Witness sample) {
        return line.judge(Fate.FINISHED, restOfFrame(context.pipeline()), sample);
    }

    private static @Nullable String restOfFrame(ChannelPipeline pipeline) {
        for (var entry : pipeline) {
            if (entry.getValue() instanceof PendingInput decoder && decoder.pendingBytes() > 0) {
                return "in the middle of a frame, after " + decoder.pendingBytes() + " bytes of it";
            }
        }
        return null;
    }
}
