package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.line.Fate;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions and answers, on an embedded channel that passes {@code fixed1028} frames. */
final class AskingTest {
    private static final Fixed1028Heartbeat CODEC = new Fixed1028Heartbeat();
    private static final int LATE = 4 * 20;

    private static Embedded line(LivenessPolicy policy) {
        return new Embedded(policy, new HeartbeatHandler<>(CODEC));
    }

    private static int questions(EmbeddedChannel channel) {
        int questions = 0;
        for (Object sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            if (sent instanceof Fixed1028Frame frame && frame.type() == Fixed1028Frame.PING) {
                questions++;
            }
            ReferenceCountUtil.release(sent);
        }
        return questions;
    }

    private static Fixed1028Frame pong() {
        Fixed1028Frame ping = CODEC.ping(1);
        try {
            return CODEC.answer(ping);
        } finally {
            ping.release();
        }
    }

    @Test
    void shouldAskWhenIdleAndJudgeAtTheBound() {
        Embedded line = line(Embedded.TWO_WAY);
        line.pass(Embedded.IDLE * 9 / 10 - 20);
        assertThat(questions(line.channel)).isZero();
        line.pass(Embedded.IDLE / 10 + 20 + LATE);
        assertThat(questions(line.channel)).isEqualTo(1);
        line.pass(Embedded.INTERVAL);
        assertThat(questions(line.channel)).isEqualTo(1);
        assertThat(line.diary.of("suspected")).hasSize(1);
        line.pass(Embedded.INTERVAL - LATE - 50);
        assertThat(line.diary.of("verdict")).as("early").isEmpty();
        line.pass(50 + LATE);

        assertThat(line.line().verdict().fate()).isEqualTo(Fate.SILENT);
        assertThat(line.line().verdict().evidence().questions()).isEqualTo(Embedded.PROBES);
        assertThat(questions(line.channel)).isZero();
    }

    @Test
    void shouldTakeAnAnswerForLifeAndOutOfTheStream() {
        Embedded line = line(Embedded.TWO_WAY);
        for (int i = 0; i < 10; i++) {
            line.pass(Embedded.IDLE + Embedded.INTERVAL / 2);
            assertThat(questions(line.channel)).isEqualTo(1);
            line.channel.writeInbound(pong());
            assertThat(line.channel.<Object>readInbound()).isNull();
        }

        assertThat(line.diary.of("verdict")).isEmpty();
    }

    @Test
    void shouldJudgeOnlyWhoHasEverAnsweredUnlessItIsRequired() {
        Embedded never = line(Embedded.TWO_WAY_ONCE_GIVEN);
        never.pass(10 * Embedded.BOUND);
        assertThat(never.diary.of("verdict")).isEmpty();
        assertThat(questions(never.channel)).isEqualTo(Embedded.PROBES);

        Embedded once = line(Embedded.TWO_WAY_ONCE_GIVEN);
        once.pass(Embedded.IDLE / 2);
        once.channel.writeInbound(pong());
        once.pass(Embedded.BOUND + LATE);
        assertThat(once.line().verdict().fate()).isEqualTo(Fate.SILENT);
        questions(once.channel);
    }

    static Stream<LivenessPolicy> policies() {
        return Stream.of(Embedded.TWO_WAY, Embedded.ONE_WAY, LineEndsTest.WATCHED);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void shouldAnswerAPing(LivenessPolicy policy) {
        Embedded line = line(policy);
        Fixed1028Frame ping = CODEC.ping(77);
        line.channel.writeInbound(ping);

        assertThat(ping.refCnt()).as("kept by the answer alone").isEqualTo(1);
        Fixed1028Frame answer = line.channel.readOutbound();
        assertThat(answer.type()).isEqualTo(Fixed1028Frame.PONG);
        assertThat(answer.content().getLong(0)).isEqualTo(77);
        assertThat(line.channel.<Object>readInbound()).isNull();
        answer.release();
        assertThat(ping.refCnt()).isZero();
    }

    @Test
    void shouldPassOtherMessages() {
        Embedded line = line(Embedded.TWO_WAY);
        line.channel.writeInbound("a text");

        assertThat(line.channel.<Object>readInbound()).isEqualTo("a text");
    }

    @Test
    void shouldKillNobodyForWantOfAHeartbeatHandler() {
        Embedded line = new Embedded(Embedded.TWO_WAY);
        line.pass(10 * Embedded.BOUND);

        assertThat(line.diary.of("verdict")).isEmpty();
        assertThat(line.diary.of("connected")).hasSize(1);
        assertThatThrownBy(line.channel::checkException).hasMessageContaining("no HeartbeatHandler");
        line.channel.close();
        line.diary.checkEnds();
    }

    @Test
    void shouldKillNobodyForAQuestionThatCouldNotBeMade() {
        Embedded line = new Embedded(Embedded.TWO_WAY, new HeartbeatHandler<>(new BrokenHeartbeat()));
        line.pass(10 * Embedded.BOUND);

        assertThat(line.diary.of("verdict")).isEmpty();
        assertThatThrownBy(line.channel::checkException).hasMessage("no question");
    }

    @Test
    void shouldKillNobodyForAQuestionThatCouldNotBeEncoded() {
        ChannelHandler broken = new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                ReferenceCountUtil.release(message);
                promise.setFailure(new IllegalArgumentException("no encoder"));
            }
        };
        Embedded line = new Embedded(Embedded.TWO_WAY, broken, new HeartbeatHandler<>(CODEC));
        line.pass(10 * Embedded.BOUND);

        assertThat(line.diary.of("verdict")).isEmpty();
        assertThatThrownBy(line.channel::checkException).hasMessage("no encoder");
    }

    private static final class BrokenHeartbeat implements HeartbeatCodec<String> {
        @Override
        public Class<String> messageType() {
            return String.class;
        }

        @Override
        public String ping(long token) {
            throw new IllegalStateException("no question");
        }

        @Override
        public boolean isPing(String message) {
            return false;
        }

        @Override
        public String answer(String ping) {
            return ping;
        }

        @Override
        public boolean isPong(String message) {
            return false;
        }
    }
}
