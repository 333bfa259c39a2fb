package io.linekeeper.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.util.function.BooleanSupplier;

/**
 * Reads what has arrived on a line that is to be cut. The loop may not have: a call of the roll can come before it reads (see
 * {@link LoopRoll}), and what lies unread when a connection is closed is lost.
 *
 * <p>For so long it stands first in the pipeline, and counts what comes: a peer that goes on sending does not hold the line.
 */
final class LastBytes extends ChannelInboundHandlerAdapter {
    private long most;
    private boolean came = true;

    private LastBytes(long most) {
        this.most = most;
    }

    /**
     * Reads until nothing is left, or as much has come as the kernel can have held when this began.
     *
     * @param wanted whether the line is still there, and the application reads from it; asked before each pass
     */
    static void read(ChannelHandlerContext line, BooleanSupplier wanted) {
        if (wanted.getAsBoolean()) {
            LastBytes last = new LastBytes(mostUnread(line.channel()));
            line.pipeline().addFirst(last);
            last.readOn(line, wanted);
            if (line.pipeline().context(last) != null) {
                line.pipeline().remove(last);
            }
        }
    }

    private void readOn(ChannelHandlerContext line, BooleanSupplier wanted) {
        while (came && most > 0 && wanted.getAsBoolean()) {
            came = false;
            Closing.readNow(line);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        came = true;
        if (message instanceof ByteBuf bytes) {
            most -= bytes.readableBytes();
        }
        context.fireChannelRead(message);
    }

    /**
     * The size of the receive buffer, which is more than the window that the peer may fill. Twice what is told: the JDK tells
     * half of what Linux has ({@code net_util_md.c}). Where nothing is told one pass must do.
     */
    private static long mostUnread(Channel channel) {
        Integer told = channel.config().getOption(ChannelOption.SO_RCVBUF);
        return told == null ? 1 : 2L * told;
    }
}
