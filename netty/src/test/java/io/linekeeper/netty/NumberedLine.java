package io.linekeeper.netty;

import io.linekeeper.line.Witness;
import io.linekeeper.wire.Frame;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A device's line that sends numbered messages and asks its own kernel, at the moment at which the server's FIN reaches it,
 * which of them were acknowledged. It says all that it has to say, and then ends its side.
 */
final class NumberedLine extends ChannelInboundHandlerAdapter {
    static final int MESSAGES = 50;
    private static final String PADDING = "x".repeat(2_000);

    final String device;
    private final byte[] hello;
    private final Consumer<NumberedLine> welcomed;
    private final int hesitationMillis;
    private final long[] ends = new long[MESSAGES];
    private @Nullable ChannelHandlerContext context;
    private long written;
    private int next;
    volatile long epoch;
    /** How many messages were acknowledged in full when the FIN came; -1 if none came, or the kernel could not tell. */
    volatile int acknowledged = -1;

    /**
     * A line that is not connected yet.
     *
     * @param welcomed hears of the WELCOME, on the line's loop, and decides when messages are sent
     * @param hesitationMillis how long after the server's FIN it says all that is left, and ends its side
     */
    NumberedLine(String device, Frame.Hello hello, Consumer<NumberedLine> welcomed, int hesitationMillis) {
        this.hesitationMillis = hesitationMillis;
        this.device = device;
        this.hello = Device.bytes(hello);
        this.welcomed = welcomed;
    }

    static int numberIn(String text) {
        return Integer.parseInt(text.substring(0, text.indexOf(' ')));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        write(ctx, hello);
        ctx.flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Frame.Welcome welcome) {
            epoch = welcome.epoch();
            welcomed.accept(this);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            Witness kernel = TcpInfo.read(ctx.channel(), System.nanoTime(), false);
            acknowledged = kernel == null ? -1 : messagesWithin(kernel.acknowledged());
            later(hesitationMillis, () -> send(MESSAGES, MESSAGES, 1));
        }
    }

    private int messagesWithin(long bytes) {
        int whole = 0;
        while (whole < next && ends[whole] <= bytes) {
            whole++;
        }
        return whole;
    }

    /** The next messages, one piece of them each time; ends this side behind the last of all. */
    void send(int upTo, int atOnce, long everyMillis) {
        ChannelHandlerContext ctx = context();
        for (int i = 0; i < atOnce && next < upTo; i++) {
            byte[] text = (next + " " + PADDING).getBytes(StandardCharsets.US_ASCII);
            write(ctx, Device.bytes(new Frame.Data(false, ByteBuffer.wrap(text))));
            ends[next] = written;
            next++;
        }
        if (next == MESSAGES) {
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER)
                    .addListener(sent -> ((DuplexChannel) ctx.channel()).shutdownOutput());
            return;
        }
        ctx.flush();
        if (next < upTo) {
            later(everyMillis, () -> send(upTo, atOnce, everyMillis));
        }
    }

    /** On the line's loop, unless it is closed by then. */
    void later(long millis, Runnable task) {
        ChannelHandlerContext ctx = context();
        var unused = ctx.executor()
                .schedule(
                        () -> {
                            if (ctx.channel().isActive()) {
                                task.run();
                            }
                        },
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    private void write(ChannelHandlerContext ctx, byte[] bytes) {
        written += bytes.length;
        ctx.write(Unpooled.wrappedBuffer(bytes), ctx.voidPromise());
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("not connected yet");
        }
        return context;
    }

    /** The server has cut it: what it has seen by then, it has seen. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
