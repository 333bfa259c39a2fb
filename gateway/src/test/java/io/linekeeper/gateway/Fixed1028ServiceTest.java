package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.linekeeper.netty.Fixed1028Frame;
import io.linekeeper.netty.Transport;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.LivenessPolicy;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PING, PONG and data, over real sockets. */
final class Fixed1028ServiceTest {
    private static final LivenessPolicy OFF = Served.policy(new Heartbeat.Off());
    private static final KeepAlive RULE = new KeepAlive(Duration.ofMillis(300), Duration.ofMillis(200), 2);
    private static final Duration BOUND = Duration.ofMillis(700);
    private static final LivenessPolicy REQUIRED =
            Served.policy(new Heartbeat.TwoWay(RULE, Heartbeat.Answers.REQUIRED));
    private static final LivenessPolicy ONCE_GIVEN =
            Served.policy(new Heartbeat.TwoWay(RULE, Heartbeat.Answers.ONCE_GIVEN));
    private static final LivenessPolicy ONE_WAY = Served.policy(new Heartbeat.OneWay(BOUND));

    private static byte[] frame(int type, int number) {
        return ByteBuffer.allocate(Fixed1028Frame.BYTES)
                .putInt(type)
                .putInt(number)
                .array();
    }

    private static void send(Socket peer, int type, int number) throws IOException {
        peer.getOutputStream().write(frame(type, number));
    }

    private static byte[] receive(Socket peer) throws IOException {
        return peer.getInputStream().readNBytes(Fixed1028Frame.BYTES);
    }

    private static Duration since(long beginNanos) {
        return Duration.ofNanos(System.nanoTime() - beginNanos);
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldAnswerPingsInOrderAndLetTheirDelaysOverlap(Transport transport) throws Exception {
        for (Duration delay : Arrays.asList(Duration.ZERO, Duration.ofMillis(300))) {
            try (Served served = new Served(Served.config(transport, OFF, delay, "fixed1028:0"));
                    Socket peer = served.connect()) {
                long begin = System.nanoTime();
                for (int i = 0; i < 20; i++) {
                    send(peer, Fixed1028Frame.PING, i);
                    send(peer, Fixed1028Frame.DATA_11, i);
                }
                peer.shutdownOutput();

                for (int i = 0; i < 20; i++) {
                    assertThat(receive(peer)).isEqualTo(frame(Fixed1028Frame.PONG, i));
                }
                assertThat(since(begin)).isBetween(delay, delay.plusSeconds(1));
                assertThat(peer.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldAnswerNothingWhereTheHeartbeatIsOneWay(Transport transport) throws Exception {
        try (Served served = new Served(Served.config(transport, ONE_WAY, "fixed1028:0"));
                Socket beating = served.connect();
                Socket silent = served.connect()) {
            long begin = System.nanoTime();
            while (served.events("verdict").isEmpty()) {
                send(beating, Fixed1028Frame.PING, 1);
                assertThat(since(begin)).isLessThan(Duration.ofSeconds(5));
                LockSupport.parkNanos(BOUND.dividedBy(4).toNanos());
            }

            assertThat(since(begin)).isGreaterThan(BOUND.minusMillis(50));
            JsonNode verdict = served.events("verdict").get(0);
            assertThat(verdict.get("fate").textValue()).isEqualTo("SILENT");
            assertThat(verdict.get("peer").textValue()).endsWith(":" + silent.getLocalPort());
            assertThat(verdict.get("bound_ms").intValue()).isEqualTo(700);
            beating.setSoTimeout(1);
            try {
                assertThat(beating.getInputStream().read()).as("an answer").isNull();
            } catch (SocketTimeoutException nothing) {
                assertThat(nothing).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldAskAndJudgeByTheAnswers(Transport transport) throws Exception {
        try (Served served = new Served(Served.config(transport, REQUIRED, "fixed1028:0"));
                Socket answering = served.connect();
                Socket mute = served.connect()) {
            long begin = System.nanoTime();
            while (since(begin).compareTo(BOUND.multipliedBy(3)) < 0) {
                byte[] question = receive(answering);
                assertThat(ByteBuffer.wrap(question).getInt()).isEqualTo(Fixed1028Frame.PING);
                question[3] = Fixed1028Frame.PONG;
                answering.getOutputStream().write(question);
            }

            assertThat(served.events("verdict")).hasSize(1);
            JsonNode verdict = served.events("verdict").get(0);
            assertThat(verdict.get("fate").textValue()).isEqualTo(transport == Transport.NIO ? "SILENT" : "HUNG");
            assertThat(verdict.get("peer").textValue()).endsWith(":" + mute.getLocalPort());
            assertThat(verdict.at("/evidence/questions").intValue()).isEqualTo(2);
            assertThat(verdict.get("silence_ms").intValue()).isBetween(690, 1700);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldLetAPeerLiveThatAsksAndNeverAnswers(Transport transport) throws Exception {
        try (Served served = new Served(Served.config(transport, ONCE_GIVEN, "fixed1028:0"));
                Socket peer = served.connect()) {
            long begin = System.nanoTime();
            for (int i = 0; since(begin).compareTo(BOUND.multipliedBy(4)) < 0; i++) {
                send(peer, Fixed1028Frame.PING, i);
                byte[] answer = receive(peer);
                while (ByteBuffer.wrap(answer).getInt() == Fixed1028Frame.PING) {
                    answer = receive(peer);
                }
                assertThat(answer).isEqualTo(frame(Fixed1028Frame.PONG, i));
                LockSupport.parkNanos(BOUND.multipliedBy(3).dividedBy(2).toNanos());
            }

            assertThat(served.events("verdict")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldEndAMalformedLineAndServeTheOthers(Transport transport) throws Exception {
        try (Served served = new Served(Served.config(transport, OFF, "fixed1028:0"));
                Socket malformed = served.connect();
                Socket other = served.connect()) {
            send(malformed, Fixed1028Frame.PING, 5);
            send(malformed, 12, 5);
            assertThat(receive(malformed)).isEqualTo(frame(Fixed1028Frame.PONG, 5));
            JsonNode verdict = served.await("verdict", 1);
            assertThat(verdict.get("fate").textValue()).isEqualTo("MALFORMED");
            assertThat(verdict.at("/evidence/detail").textValue())
                    .startsWith("type 12 at byte 1028 is none of 1 (PING)");
            served.await("closed", 1);

            send(other, Fixed1028Frame.PING, 6);
            assertThat(receive(other)).isEqualTo(frame(Fixed1028Frame.PONG, 6));
            assertThat(served.events("verdict")).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldCountData(Transport transport) throws Exception {
        Served served = new Served(Served.config(transport, OFF, "fixed1028:0"));
        try (served;
                Socket peer = served.connect()) {
            send(peer, Fixed1028Frame.DATA_11, 1);
            send(peer, Fixed1028Frame.DATA_21, 2);
            send(peer, Fixed1028Frame.DATA_11, 3);
            peer.shutdownOutput();
            served.awaitEnd();
        }
        assertThat(served.said()).anyMatch(line -> line.contains("processed: 2 of type 11, 1 of type 21"));
    }
}
