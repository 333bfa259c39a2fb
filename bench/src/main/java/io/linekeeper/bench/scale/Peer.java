package io.linekeeper.bench.scale;

import io.linekeeper.netty.Fixed1028Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The far end of one line. Knows frames just well enough to answer pings and to tell pongs, without copying any. */
final class Peer extends ChannelInboundHandlerAdapter {
    private static final ByteBuf PING = frame(Fixed1028Frame.PING);
    private static final ByteBuf PONG = frame(Fixed1028Frame.PONG);
    private static final ByteBuf BYTE = PING.slice(0, 1);

    /** All of one process; on the one loop. */
    static long pongs;

    private final Crowd crowd;
    private @Nullable ChannelHandlerContext context;
    private int place;
    private int type;
    private boolean hushed;
    int port;
    long sentAt;
    /** When the ping was sent that has no pong yet; 0 if none is open. */
    long askedAt;

    long longestWait;

    Peer(Crowd crowd) {
        this.crowd = crowd;
    }

    private static ByteBuf frame(int type) {
        ByteBuf frame = Unpooled.directBuffer(Fixed1028Frame.BYTES);
        return Unpooled.unreleasableBuffer(
                frame.writeInt(type).writeZero(Fixed1028Frame.BODY_BYTES).asReadOnly());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        port = ((InetSocketAddress) ctx.channel().localAddress()).getPort();
        crowd.join(this);
    }

    boolean isOpen() {
        return context != null && context.channel().isActive();
    }

    void ping() {
        send(PING);
        if (askedAt == 0) {
            askedAt = sentAt;
        }
    }

    /** The last that is heard of this peer: one byte, the beginning of a frame. */
    void lastByte() {
        hushed = true;
        send(BYTE);
    }

    boolean isHushed() {
        return hushed;
    }

    void drop() {
        if (context != null) {
            context.close();
        }
    }

    private void send(ByteBuf bytes) {
        if (context != null) {
            sentAt = System.nanoTime();
            context.writeAndFlush(bytes.duplicate(), context.voidPromise());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            while (bytes.isReadable()) {
                if (place < Fixed1028Frame.TYPE_BYTES) {
                    type = (type << Byte.SIZE) | bytes.readUnsignedByte();
                    place++;
                } else {
                    int rest = Math.min(Fixed1028Frame.BYTES - place, bytes.readableBytes());
                    bytes.skipBytes(rest);
                    place += rest;
                }
                if (place == Fixed1028Frame.BYTES) {
                    place = 0;
                    heard();
                }
            }
        } finally {
            bytes.release();
        }
    }

    private void heard() {
        if (type == Fixed1028Frame.PONG) {
            pongs++;
            longestWait = Math.max(longestWait, System.nanoTime() - askedAt);
            askedAt = 0;
        } else if (type == Fixed1028Frame.PING && !hushed) {
            send(PONG);
        }
    }

    /** The longest time that a pong took, or has been missing, since this was asked last. */
    long takeLongestWait() {
        long longest = askedAt == 0 ? longestWait : Math.max(longestWait, System.nanoTime() - askedAt);
        longestWait = 0;
        return longest;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
