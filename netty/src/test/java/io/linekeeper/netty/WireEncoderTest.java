package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.session.Credential;
import io.linekeeper.session.DeviceId;
import io.linekeeper.wire.Frame;
import io.linekeeper.wire.Frame.Watch;
import io.linekeeper.wire.GoodbyeCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WireEncoderTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TOO_LONG = Duration.ofMillis(Frame.MOST_MILLIS + 1);

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final EmbeddedChannel channel = new EmbeddedChannel();

    WireEncoderTest() {
        channel.config().setAllocator(allocator);
        channel.pipeline().addLast(new WireEncoder());
    }

    record Refusal(Frame frame, String why) {}

    static List<Refusal> refusals() {
        return List.of(
                new Refusal(hello(0, 1), "the versions from 0 to 1 are no range from 1 to 255; choose another"),
                new Refusal(hello(2, 1), "the versions from 2 to 1 are no range from 1 to 255; choose another"),
                new Refusal(hello(1, 256), "the versions from 1 to 256 are no range from 1 to 255; choose another"),
                new Refusal(welcome(0, SECOND, 1), "version 0 is not from 1 to 255; choose another"),
                new Refusal(welcome(256, SECOND, 1), "version 256 is not from 1 to 255; choose another"),
                new Refusal(
                        welcome(1, SECOND, 0), "a largest payload of 0 bytes is not from 1 to 65535; choose another"),
                new Refusal(
                        welcome(1, SECOND, 65_536),
                        "a largest payload of 65536 bytes is not from 1 to 65535; choose another"),
                new Refusal(
                        welcome(1, TOO_LONG, 1),
                        "a WELCOME's bound of PT1193H2M47.296S is not from 0 to 4294967295 ms; choose another"),
                new Refusal(
                        new Frame.Ping(1, Duration.ofMillis(-1)),
                        "a PING's ttl of PT-0.001S is not from 0 to 4294967295 ms; choose another"),
                new Refusal(
                        new Frame.Beat(Duration.ofSeconds(Long.MAX_VALUE), 0),
                        "a BEAT's ttl of PT2562047788015215H30M7S is not from 0 to 4294967295 ms; choose another"),
                new Refusal(
                        new Frame.Data(false, ByteBuffer.allocate(65_536)),
                        "a payload of 65536 bytes is longer than 65535; send it in several DATA frames, each but the"
                                + " last with MORE"),
                new Refusal(
                        goodbye(TOO_LONG, ""),
                        "a GOODBYE's retry-after of PT1193H2M47.296S is not from 0 to"
                                + " 4294967295 ms; choose another"),
                new Refusal(
                        goodbye(SECOND, "x".repeat(256)),
                        "a goodbye's text of 256 characters is longer than 255; cut it"),
                new Refusal(
                        goodbye(SECOND, "ab\n"),
                        "a goodbye's text has the character U+000A at 2; only printable ASCII is allowed"),
                new Refusal(
                        goodbye(SECOND, "\u00e9"),
                        "a goodbye's text has the character U+00E9 at 0; only printable ASCII is allowed"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void shouldRefuseWhatCannotBeEncoded(Refusal refusal) {
        assertThatThrownBy(() -> channel.writeOutbound(refusal.frame()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refusal.why());

        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void shouldLeaveThePayloadAsItIs() {
        ByteBuffer payload =
                ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1).limit(3);

        assertThat(encoded(new Frame.Data(true, payload))).isEqualTo("060100020203");
        assertThat(encoded(new Frame.Data(false, payload.asReadOnlyBuffer()))).isEqualTo("060000020203");
        assertThat(payload.remaining()).isEqualTo(2);
    }

    @Test
    void shouldDropFractionsOfAMillisecond() {
        assertThat(encoded(new Frame.Beat(Duration.ofNanos(1_999_999), 7))).isEqualTo("050000080000000100000007");
    }

    @Test
    void shouldLetOtherMessagesPass() {
        channel.writeOutbound("no frame");

        assertThat(channel.<Object>readOutbound()).isEqualTo("no frame");
    }

    private String encoded(Frame frame) {
        channel.writeOutbound(frame);
        ByteBuf bytes = channel.readOutbound();
        assertThat(bytes.capacity()).as("not more than it needs").isEqualTo(bytes.readableBytes());
        try {
            return ByteBufUtil.hexDump(bytes);
        } finally {
            bytes.release();
        }
    }

    private static Frame hello(int lowest, int highest) {
        Frame.Offer nothing = new Frame.Offer(false, false, false);
        return new Frame.Hello(lowest, highest, 0, nothing, 0, new DeviceId("a"), Credential.none());
    }

    private static Frame welcome(int version, Duration bound, int largest) {
        return new Frame.Welcome(version, 0, 1, new Watch(Watch.Mode.BEATS, SECOND, bound), false, largest);
    }

    private static Frame goodbye(Duration retryAfter, String text) {
        return new Frame.Goodbye(GoodbyeCode.REFUSED, true, retryAfter, text);
    }
}
