package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.wire.Frame;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/line-protocol-vectors.txt cannot say. */
final class WireDecoderTest {
    private static final byte[] HELLO = WireVector.bytesOf("hello-minimal");

    private final WireDecoder server = WireDecoder.ofServer(Frame.MOST_PAYLOAD_BYTES);

    @Test
    void shouldKeepWhatCameAndNotWhatWasPromised() {
        try (Segments segments = open()) {
            segments.feed(hex("0600ffff"));

            assertThat(segments.bytesInUse()).as("for a header").isLessThan(100);

            segments.feed(new byte[500]);
            assertThat(segments.bytesInUse()).as("for 504 bytes").isLessThan(2_000);
            assertThat(server.pendingBytes()).isEqualTo(504);
        }
    }

    @Test
    void shouldKeepNothingOfWhatItSkips() {
        try (Segments segments = open()) {
            segments.feed(hex("f080ffff"));
            for (int i = 0; i < 65; i++) {
                segments.feed(new byte[1_000]);

                assertThat(segments.bytesInUse()).isZero();
                assertThat(server.pendingBytes()).isEqualTo(4 + (i + 1) * 1_000);
            }
            segments.feed(new byte[535]);
            assertThat(server.pendingBytes()).isZero();

            segments.feed(hex("0500000800000001" + "00000002"));
            assertThat(WireVectorsTest.frames(segments)).hasSize(1);
        }
    }

    @Test
    void shouldTellWhatIsHalfSkippedAfterFin() {
        try (Segments segments = open()) {
            segments.feed(hex("f080001001020304"));

            segments.channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

            assertThat(server.pendingBytes()).isEqualTo(8);
        }
    }

    @Test
    void shouldGiveDataMemoryOfItsOwn() {
        try (Segments segments = open()) {
            segments.feed(hex("06000002aabb06000001cc"));

            List<Frame> frames = WireVectorsTest.frames(segments);

            ByteBuffer first = ((Frame.Data) frames.get(0)).payload();
            assertThat(first).isEqualTo(ByteBuffer.wrap(new byte[] {(byte) 0xaa, (byte) 0xbb}));
            assertThat(first.capacity()).isEqualTo(2);
            assertThat(((Frame.Data) frames.get(1)).payload()).isEqualTo(ByteBuffer.wrap(new byte[] {(byte) 0xcc}));
            assertThat(segments.bytesInUse()).isZero();
        }
    }

    @Test
    void shouldTellWhereInTheStreamItWentWrong() {
        try (Segments segments = open()) {
            segments.feed(hex("06000002aabb" + "f0800001ff"));

            assertThatThrownBy(() -> segments.feed(hex("060000010009000000")))
                    .isInstanceOfSatisfying(MalformedFrameException.class, e -> {
                        assertThat(e.offset()).isEqualTo(HELLO.length + 6 + 5 + 5);
                        assertThat(e.type()).isEqualTo(9);
                        assertThat(e).hasMessage("type 9 at byte 43 is not known and not optional");
                    });
            segments.feed(HELLO);
            assertThat(WireVectorsTest.frames(segments)).hasSize(2);
            assertThat(segments.bytesInUse()).isZero();
        }
    }

    @Test
    void shouldNotTellTheCredentialOfAHelloThatItRefuses() {
        byte[] hello = WireVector.bytesOf("talk-1-hello");
        byte[] wrong = hello.clone();
        wrong[4 + 21] = ' ';
        try (Segments segments = new Segments(() -> server)) {
            assertThatThrownBy(() -> segments.feed(wrong))
                    .hasMessage("HELLO at byte 0 names no device: the device id has the character U+0020 at 0; only"
                            + " A-Z a-z 0-9 . _ : - are allowed")
                    .hasNoCause();
        }
    }

    @Test
    void shouldOpenWhereTheHandshakeIsDoneAtOnce() {
        try (Segments segments = new Segments(() -> server)) {
            segments.channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object message) {
                    if (message instanceof Frame.Hello) {
                        server.open();
                    }
                    context.fireChannelRead(message);
                }
            });

            byte[] stream = Arrays.copyOf(HELLO, HELLO.length + 4);
            stream[HELLO.length] = 6;
            segments.feed(stream);

            assertThat(WireVectorsTest.frames(segments)).hasSize(2);
        }
    }

    @Test
    void shouldOpenOnceAndAfterHello() {
        assertThatThrownBy(server::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a line in the phase HELLO_DUE cannot be opened; send WELCOME once, after HELLO");
        try (Segments segments = open()) {
            assertThatThrownBy(server::open).isInstanceOf(IllegalStateException.class);
            assertThat(segments.decoder).isSameAs(server);
        }
        assertThatThrownBy(WireDecoder.ofClient(1)::open).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldStayShutAfterAGoodbye() {
        try (Segments segments = new Segments(() -> server)) {
            segments.feed(HELLO);
            segments.feed(hex("08000006000100000000"));
            server.open();
            segments.feed(hex("06000001ff"));

            assertThat(WireVectorsTest.frames(segments)).hasSize(2).noneMatch(Frame.Data.class::isInstance);
        }
    }

    @Test
    void shouldRefuseALargestPayloadThatWelcomeCannotSay() {
        assertThatThrownBy(() -> WireDecoder.ofServer(0))
                .hasMessage("a largest payload of 0 bytes is not from 1 to 65535; choose another");
        assertThatThrownBy(() -> WireDecoder.ofClient(65_536))
                .hasMessage("a largest payload of 65536 bytes is not from 1 to 65535; choose another");
    }

    private Segments open() {
        Segments segments = new Segments(() -> server);
        segments.feed(HELLO);
        server.open();
        WireVectorsTest.frames(segments);
        return segments;
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
