package io.linekeeper.netty;

import io.linekeeper.line.Verdict;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;

/** Ends a judged line in the way of its fate. */
final class Ending {
    private Ending() {}

    /** Begins the end; what may take time has the drain deadline as its limit. */
    static void begin(LineHandler line, ChannelHandlerContext context, Verdict verdict) {
        switch (verdict.fate().ending()) {
            case ABORT -> Closing.abort(context);
            case CLOSE -> {
                ChannelFuture sent = flush(context);
                if (!sent.isDone()) {
                    line.drain(verdict);
                }
                sent.addListener(ChannelFutureListener.CLOSE);
            }
            case DRAIN -> {
                line.drain(verdict);
                context.channel().config().setAutoRead(true);
                flush(context).addListener(sent -> Closing.shutdownOutput(context.channel()));
            }
            case FINISH -> line.drain(verdict);
        }
    }

    /** Completes when all that was written so far has been handed to the kernel. */
    private static ChannelFuture flush(ChannelHandlerContext context) {
        return context.writeAndFlush(Unpooled.EMPTY_BUFFER);
    }
}
