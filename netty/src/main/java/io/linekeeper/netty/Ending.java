package io.linekeeper.netty;

import io.linekeeper.line.Verdict;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;

/** Ends a judged line in the way of its fate. */
final class Ending {
    /** For how long what a peer still sends is dropped, when a line is closed in the middle of it. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private Ending() {}

    /** Begins the end; what may take time has the drain deadline as its limit. */
    static void begin(LineHandler line, ChannelHandlerContext context, Verdict verdict) {
        Duration drain = line.policy().drain();
        switch (verdict.fate().ending()) {
            case ABORT -> Closing.abort(context);
            case CLOSE -> {
                ChannelFuture sent = flush(context);
                if (!sent.isDone()) {
                    line.drain(verdict, drain);
                }
                sent.addListener(ChannelFutureListener.CLOSE);
            }
            case DRAIN -> halfClose(line, context, verdict, drain);
            case LINGER -> halfClose(line, context, verdict, drain.compareTo(MOMENT) < 0 ? drain : MOMENT);
            case FINISH -> line.drain(verdict, drain);
        }
    }

    private static void halfClose(LineHandler line, ChannelHandlerContext context, Verdict verdict, Duration drain) {
        line.drain(verdict, drain);
        context.channel().config().setAutoRead(true);
        flush(context).addListener(sent -> Closing.shutdownOutput(context.channel()));
    }

    /** Completes when all that was written so far has been handed to the kernel. */
    private static ChannelFuture flush(ChannelHandlerContext context) {
        return context.writeAndFlush(Unpooled.EMPTY_BUFFER);
    }
}
