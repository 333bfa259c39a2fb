package io.linekeeper.netty.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.netty.WireDecoder;
import io.linekeeper.netty.WireEncoder;
import io.linekeeper.wire.Frame;
import io.linekeeper.wire.GoodbyeCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A server on loopback that does what a test says, frame by frame, with blocking sockets. */
final class ScriptedServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int MOST_BYTES = 65_536;

    private final ServerSocket listener;

    ScriptedServer() throws IOException {
        this(InetAddress.getLoopbackAddress(), 0);
    }

    ScriptedServer(InetAddress address, int port) throws IOException {
        listener = new ServerSocket(port, 50, address);
        listener.setSoTimeout(PATIENCE_MILLIS);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The next line of a client's. */
    Line accept() throws IOException {
        Socket socket = listener.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Line(socket);
    }

    /** The next line of a client's, after its HELLO and the WELCOME. */
    Line welcome(long epoch) throws IOException {
        Line line = accept();
        line.hello();
        line.welcome(epoch, new Frame.Watch(Frame.Watch.Mode.KERNEL, Duration.ZERO, Duration.ZERO), false);
        return line;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** One line, as the server sees it. */
    static final class Line implements AutoCloseable {
        final Socket socket;
        private final WireDecoder decoder = WireDecoder.ofServer(Frame.MOST_PAYLOAD_BYTES);
        private final EmbeddedChannel in = new EmbeddedChannel(decoder);
        private final EmbeddedChannel out = new EmbeddedChannel(new WireEncoder());

        Line(Socket socket) {
            this.socket = socket;
        }

        /** The next frame; null at the client's FIN. */
        @Nullable
        Frame next() throws IOException {
            byte[] bytes = new byte[MOST_BYTES];
            Frame frame = in.readInbound();
            while (frame == null) {
                int read = socket.getInputStream().read(bytes);
                if (read < 0) {
                    return null;
                }
                in.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOf(bytes, read)));
                frame = in.readInbound();
            }
            return frame;
        }

        <T extends Frame> T next(Class<T> expected) throws IOException {
            Frame frame = next();
            assertThat(frame).isInstanceOf(expected);
            return expected.cast(frame);
        }

        Frame.Hello hello() throws IOException {
            return next(Frame.Hello.class);
        }

        void welcome(long epoch, Frame.Watch watch, boolean answers) throws IOException {
            decoder.open();
            send(new Frame.Welcome(Frame.VERSION, 0, epoch, watch, answers, Frame.MOST_PAYLOAD_BYTES));
        }

        void send(Frame frame) throws IOException {
            out.writeOutbound(frame);
            for (ByteBuf bytes = out.readOutbound(); bytes != null; bytes = out.readOutbound()) {
                socket.getOutputStream().write(ByteBufUtil.getBytes(bytes));
                bytes.release();
            }
        }

        /** Says goodbye and half-closes, as a server does. */
        void goodbye(GoodbyeCode code, boolean mayReconnect, Duration retryAfter) throws IOException {
            send(new Frame.Goodbye(code, mayReconnect, retryAfter, "as the test says"));
            socket.shutdownOutput();
        }

        /** Waits for the client's FIN; nothing may come before it. */
        void awaitEnd() throws IOException {
            assertThat(next()).as("the client's FIN").isNull();
        }

        @Override
        public void close() throws IOException {
            in.finishAndReleaseAll();
            out.finishAndReleaseAll();
            socket.close();
        }
    }
}
