package io.linekeeper.netty;

import io.linekeeper.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets control frames of the {@code line} protocol pass bulk. Messages wait here, not in the channel's buffer nor in the
 * kernel's, and go out as DATA frames of at most {@value #CHUNK_BYTES} bytes, few at a time: a PING that is written behind a
 * megabyte leaves at the next frame border.
 *
 * <p>Takes a {@link ByteBuffer} (a message of any size, which the caller no longer touches), {@link Frame.Data} (a piece of
 * one, sent as it is), and any other {@link Frame}, which passes. A {@link ByteBuf} waits its turn behind all messages, as
 * one that closes behind its last message wants it. After a {@link Frame.Goodbye} nothing more is sent: what waits fails.
 *
 * <p>While more than {@value #MOST_WAITING_BYTES} bytes or {@value #MOST_WAITING_MESSAGES} messages wait the channel is not
 * writable. Stands right behind the encoder;
 * one a line, on its event loop.
 */
public final class Outbox extends ChannelDuplexHandler {
    /** The most bytes of one DATA frame that a message is cut into. */
    public static final int CHUNK_BYTES = 16 * 1024;

    private static final int MOST_WAITING_BYTES = 64 * 1024;
    /** Short messages, or empty ones, would be cheap to send and dear to keep. */
    private static final int MOST_WAITING_MESSAGES = 256;

    private static final int MOST_UNDER_WAY = 2;
    /** Of the writability flags that users of Netty may set, the one that is ours. */
    private static final int FLAG = 1;

    /** What waits: a message (cut), a piece of one (as it is) or bytes. */
    private record Waiting(Object message, int bytes, boolean cut, ChannelPromise promise) {}

    private final Queue<Waiting> queue = new ArrayDeque<>();
    private int chunkBytes = CHUNK_BYTES;
    private long waitingBytes;
    private int underWay;
    private boolean saidGoodbye;

    /** An outbox for one line. */
    public Outbox() {}

    /** Cuts messages into still smaller frames from now on, if the peer takes none larger. */
    public void cutTo(int largestPayload) {
        chunkBytes = Math.min(CHUNK_BYTES, largestPayload);
    }

    /** Bytes of messages that have not been handed to the channel yet. */
    public long waitingBytes() {
        return waitingBytes;
    }

    /** Completes when all that was written so far is out; fails if it never will be. */
    public ChannelFuture whenEmpty(ChannelHandlerContext context) {
        return context.writeAndFlush(context.alloc().buffer(0, 0));
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof Frame.Goodbye) {
            ctx.write(message, promise);
            saidGoodbye = true;
            fail();
        } else if (message instanceof Frame && !(message instanceof Frame.Data)) {
            ctx.write(message, promise);
        } else if (saidGoodbye) {
            refuse(new Waiting(message, 0, false, promise));
        } else if (message instanceof ByteBuffer bytes) {
            add(ctx, new Waiting(bytes, bytes.remaining(), true, promise));
        } else if (message instanceof Frame.Data piece) {
            add(ctx, new Waiting(piece, piece.payload().remaining(), false, promise));
        } else {
            add(ctx, new Waiting(message, message instanceof ByteBuf raw ? raw.readableBytes() : 0, false, promise));
        }
    }

    private void add(ChannelHandlerContext ctx, Waiting next) {
        queue.add(next);
        waitingBytes += next.bytes();
        tellWritability(ctx);
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        fill(ctx);
        ctx.flush();
    }

    /** Hands on as many frames as may be under way. */
    private void fill(ChannelHandlerContext ctx) {
        while (underWay < MOST_UNDER_WAY && !queue.isEmpty()) {
            Waiting first = queue.element();
            if (first.cut() && ((ByteBuffer) first.message()).remaining() > chunkBytes) {
                ByteBuffer message = (ByteBuffer) first.message();
                ByteBuffer piece = message.slice(message.position(), chunkBytes);
                message.position(message.position() + chunkBytes);
                send(ctx, new Frame.Data(true, piece), chunkBytes, ctx.newPromise());
            } else {
                queue.remove();
                Object last = first.cut() ? new Frame.Data(false, (ByteBuffer) first.message()) : first.message();
                int left = first.cut() ? ((ByteBuffer) first.message()).remaining() : first.bytes();
                send(ctx, last, left, first.promise().unvoid());
            }
        }
        tellWritability(ctx);
    }

    private void send(ChannelHandlerContext ctx, Object message, int bytes, ChannelPromise promise) {
        underWay++;
        waitingBytes -= bytes;
        ctx.write(message, promise).addListener(sent -> {
            underWay--;
            if (sent.isSuccess() && !queue.isEmpty()) {
                fill(ctx);
                ctx.flush();
            }
        });
    }

    private void tellWritability(ChannelHandlerContext ctx) {
        ChannelOutboundBuffer buffer = ctx.channel().unsafe().outboundBuffer();
        if (buffer != null) {
            boolean hasRoom = waitingBytes <= MOST_WAITING_BYTES && queue.size() <= MOST_WAITING_MESSAGES;
            buffer.setUserDefinedWritability(FLAG, hasRoom);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        fail();
    }

    private void fail() {
        waitingBytes = 0;
        for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
            refuse(next);
        }
    }

    private static void refuse(Waiting refused) {
        ReferenceCountUtil.release(refused.message());
        refused.promise().tryFailure(new ClosedChannelException());
    }
}
