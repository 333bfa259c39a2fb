package io.linekeeper.lab.experiment;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.Errors.NativeIoException;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of a {@link ServerProgram}, on its loop. Prints what happens to it. */
final class ServerLine extends ChannelInboundHandlerAdapter {
    /** Numbers of errors, asm-generic/errno.h. */
    private static final Map<Integer, String> ERRORS = Map.of(
            32,
            "EPIPE",
            101,
            "ENETUNREACH",
            104,
            "ECONNRESET",
            110,
            "ETIMEDOUT",
            111,
            "ECONNREFUSED",
            113,
            "EHOSTUNREACH");

    private final int port;
    private int peerPort;
    private @Nullable UnixChannel channel;
    private boolean judged;

    ServerLine(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = (UnixChannel) context.channel();
        peerPort = ((InetSocketAddress) context.channel().remoteAddress()).getPort();
        print("accepted");
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        print("read " + ((ByteBuf) message).readableBytes());
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        judged = true;
        print(cause instanceof ReadTimeoutException ? "silent for too long" : "error " + name(cause));
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!judged) {
            print("end of file");
        }
        channel = null;
    }

    /** Calls write(2) itself, past Netty's own buffer, and prints what it returns. No effect on a line that has ended. */
    void write(int bytes) {
        UnixChannel open = channel;
        if (open == null) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
        long before = System.nanoTime();
        try {
            int written = open.fd().write(buffer, 0, bytes);
            long micros = (System.nanoTime() - before) / 1_000;
            print(before, "write(" + bytes + ") returned " + written + " after " + micros + " us");
        } catch (IOException e) {
            print(before, "write(" + bytes + ") failed: " + name(e));
        }
    }

    private static String name(Throwable cause) {
        return cause instanceof NativeIoException error
                ? ERRORS.getOrDefault(-error.expectedErr(), String.valueOf(error.getMessage()))
                : String.valueOf(cause);
    }

    private void print(String what) {
        print(System.nanoTime(), what);
    }

    private void print(long nanos, String what) {
        System.out.println(new ServerEvent(nanos, port, peerPort, what).print());
    }
}
