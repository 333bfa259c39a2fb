package io.linekeeper.gateway.client;

import io.linekeeper.line.Fate;
import io.linekeeper.netty.Fixed1028Frame;
import io.linekeeper.netty.Length16Frame;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.MalformedFrameException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;

/** The end of a client's pipeline: says what comes, and ends the line if that is no frame. On its line's event loop. */
final class Receiving extends ChannelInboundHandlerAdapter {
    private final LineHandler line;
    private final Consumer<String> say;

    Receiving(LineHandler line, Consumer<String> say) {
        this.line = line;
        this.say = say;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            say.accept("line " + line.number() + " received " + describe(message));
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private static String describe(Object message) {
        if (message instanceof Fixed1028Frame frame) {
            return "type " + frame.type() + " " + Escaped.text(upToFirstZero(frame.content()));
        }
        if (message instanceof Length16Frame frame) {
            return frame.payloadBytes() + " bytes " + Escaped.text(frame.payload());
        }
        return message.getClass().getSimpleName();
    }

    private static ByteBuf upToFirstZero(ByteBuf body) {
        int length = body.bytesBefore((byte) 0);
        return length < 0 ? body : body.slice(body.readerIndex(), length);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof MalformedFrameException malformed) {
            line.end(Fate.MALFORMED, malformed.getMessage());
        } else {
            line.end(
                    Fate.CLOSED,
                    "the client failed on this line: " + cause.getClass().getSimpleName());
        }
    }
}
