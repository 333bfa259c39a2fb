package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.session.Credential;
import io.linekeeper.session.DeviceId;
import io.linekeeper.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A device with a socket of its own, which does nothing that it is not told to. */
final class Device implements AutoCloseable {
    private static final int READ_TIMEOUT_MILLIS = 10_000;

    final Socket socket;
    private final EmbeddedChannel decoder = new EmbeddedChannel(WireDecoder.ofClient(65_535));

    Device(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    }

    static Frame.Hello helloOf(String device, long instance, byte[] credential, Frame.Offer gives) {
        return new Frame.Hello(1, 1, 0, gives, instance, new DeviceId(device), Credential.of(credential));
    }

    static byte[] bytes(Frame frame) {
        EmbeddedChannel encoder = new EmbeddedChannel(new WireEncoder());
        encoder.writeOutbound(frame);
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf next = encoder.readOutbound(); next != null; next = encoder.readOutbound()) {
            all.writeBytes(next);
            next.release();
        }
        encoder.finishAndReleaseAll();
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    void hello(String device, long instance) throws IOException {
        send(helloOf(device, instance, new byte[0], new Frame.Offer(true, true, true)));
    }

    void send(Frame frame) throws IOException {
        socket.getOutputStream().write(bytes(frame));
    }

    void sendHex(String hex) throws IOException {
        socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    void sendText(String text) throws IOException {
        send(new Frame.Data(false, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** The next frame; null at the end of the stream. */
    @Nullable
    Frame read() throws IOException {
        byte[] some = new byte[4096];
        while (true) {
            Frame next = decoder.readInbound();
            if (next != null) {
                return next;
            }
            int count = socket.getInputStream().read(some);
            if (count < 0) {
                return null;
            }
            decoder.writeInbound(Unpooled.copiedBuffer(some, 0, count));
        }
    }

    /** The next frame of this kind, whatever comes before it. */
    <F extends Frame> F expect(Class<F> kind) throws IOException {
        for (Frame next = read(); next != null; next = read()) {
            if (kind.isInstance(next)) {
                return kind.cast(next);
            }
        }
        throw new AssertionError("the server ended without a " + kind.getSimpleName());
    }

    void expectEnd() throws IOException {
        assertThat(read()).as("after the goodbye comes the end").isNull();
    }

    @Override
    public void close() throws IOException {
        decoder.finishAndReleaseAll();
        socket.close();
    }
}
