package io.linekeeper.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.client.ClientState.Connecting;
import io.linekeeper.client.ClientState.Draining;
import io.linekeeper.client.ClientState.Ended;
import io.linekeeper.client.ClientState.Kind;
import io.linekeeper.client.ClientState.Live;
import io.linekeeper.client.ClientState.Suspect;
import io.linekeeper.client.ClientState.Waiting;
import io.linekeeper.line.Fate;
import io.linekeeper.wire.GoodbyeCode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconnectingTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /** Draws the longest delay always. */
    private static final RandomGenerator LONGEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            throw new AssertionError("only bounded numbers are drawn");
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    private final Reconnecting client = new Reconnecting(BACKOFF, false, LONGEST);

    private static Reason.Goodbye goodbye(GoodbyeCode code, boolean mayReconnect, Duration retryAfter) {
        return new Reason.Goodbye(code, mayReconnect, retryAfter, "");
    }

    private ClientState live(Reconnecting started, long nowNanos) {
        if (started.state().kind() != Kind.CONNECTING) {
            assertThat(started.state().kind() == Kind.NEW ? started.start() : started.waited())
                    .isInstanceOf(Connecting.class);
        }
        return started.welcomed(7, nowNanos);
    }

    @Test
    void shouldGoThroughALifeInOrder() {
        assertThat(client.state()).isEqualTo(new ClientState.New());
        assertThat(client.start()).isEqualTo(new Connecting(1));
        assertThat(client.welcomed(7, 0)).isEqualTo(new Live(7));
        assertThat(client.suspected()).isEqualTo(new Suspect(7));
        assertThat(client.recovered()).isEqualTo(new Live(7));
        assertThat(client.suspected()).isEqualTo(new Suspect(7));
        assertThat(client.judged(Fate.HUNG, SECOND)).isEqualTo(new Draining(new Reason.Judged(Fate.HUNG)));
        assertThat(client.closed()).isEqualTo(new Waiting(Duration.ofSeconds(1), new Reason.Judged(Fate.HUNG)));
        assertThat(client.waited()).isEqualTo(new Connecting(2));
    }

    @Test
    void shouldWaitLongerAfterEachAttemptThatFails() {
        client.start();
        for (int seconds : new int[] {1, 2, 4, 8, 10, 10}) {
            assertThat(client.notConnected("refused"))
                    .isEqualTo(new Waiting(Duration.ofSeconds(seconds), new Reason.NotConnected("refused")));
            client.waited();
        }
        assertThat(client.state()).isEqualTo(new Connecting(7));
    }

    @Test
    void shouldNotHammerAServerThatWelcomesAndDropsAtOnce() {
        for (int seconds : new int[] {1, 2, 4, 8, 10, 10}) {
            live(client, 100 * SECOND);
            client.judged(Fate.FINISHED, 110 * SECOND - 1);
            assertThat(client.closed())
                    .isEqualTo(new Waiting(Duration.ofSeconds(seconds), new Reason.Judged(Fate.FINISHED)));
        }
    }

    @Test
    void shouldStartAgainAfterALineThatLasted() {
        for (long start : new long[] {Long.MAX_VALUE - 3, -5, Long.MIN_VALUE}) {
            Reconnecting again = new Reconnecting(BACKOFF, false, LONGEST);
            again.start();
            for (int i = 0; i < 5; i++) {
                again.notConnected("refused");
                again.waited();
            }
            again.welcomed(7, start);
            again.judged(Fate.RESET, start + 10 * SECOND);
            assertThat(again.closed()).isEqualTo(new Waiting(Duration.ofSeconds(1), new Reason.Judged(Fate.RESET)));
            assertThat(again.waited()).isEqualTo(new Connecting(1));
            assertThat(again.notConnected("refused")).isInstanceOf(Waiting.class);
            again.waited();
            assertThat(again.notConnected("refused"))
                    .isEqualTo(new Waiting(Duration.ofSeconds(2), new Reason.NotConnected("refused")));
        }
    }

    @ParameterizedTest
    @EnumSource(GoodbyeCode.class)
    void shouldComeBackAfterAGoodbyeIfItMay(GoodbyeCode code) {
        Reason.Goodbye told = goodbye(code, true, Duration.ofSeconds(5));
        live(client, 0);
        assertThat(client.goodbye(told, SECOND)).isEqualTo(new Draining(told));
        assertThat(client.judged(Fate.FINISHED, SECOND)).isEqualTo(new Draining(told));

        assertThat(client.closed())
                .isEqualTo(
                        code == GoodbyeCode.SUPERSEDED
                                ? new Ended(told)
                                : new Waiting(Duration.ofSeconds(5).plusSeconds(1), told));
    }

    @ParameterizedTest
    @EnumSource(GoodbyeCode.class)
    void shouldEndWithTheGoodbyeThatForbidsToComeBack(GoodbyeCode code) {
        Reason.Goodbye told = goodbye(code, false, Duration.ofSeconds(5));
        client.start();
        client.goodbye(told, SECOND);

        assertThat(client.closed()).isEqualTo(new Ended(told));
    }

    @Test
    void shouldComeBackWhenSupersededIfToldToAndWithBackoff() {
        Reconnecting stubborn = new Reconnecting(BACKOFF, true, LONGEST);
        Reason.Goodbye told = goodbye(GoodbyeCode.SUPERSEDED, false, Duration.ZERO);
        for (int seconds : new int[] {1, 2, 4, 8, 10}) {
            live(stubborn, 0);
            stubborn.goodbye(told, SECOND);
            assertThat(stubborn.closed()).isEqualTo(new Waiting(Duration.ofSeconds(seconds), told));
        }
    }

    @Test
    void shouldHeedAGoodbyeThatComesAfterAVerdict() {
        Reason.Goodbye told = goodbye(GoodbyeCode.SUPERSEDED, false, Duration.ZERO);
        live(client, 0);
        client.judged(Fate.HUNG, SECOND);
        assertThat(client.goodbye(told, SECOND)).isEqualTo(new Draining(told));
        client.goodbye(goodbye(GoodbyeCode.LEAVING, true, Duration.ZERO), SECOND);

        assertThat(client.closed()).isEqualTo(new Ended(told));
    }

    @Test
    void shouldStopInEachState() {
        Ended stopped = new Ended(new Reason.Stopped());
        Draining draining = new Draining(new Reason.Stopped());
        assertThat(client.stop(0)).isEqualTo(stopped);
        assertThat(client.stop(0)).isEqualTo(stopped);

        for (Kind kind : EnumSet.of(Kind.CONNECTING, Kind.LIVE, Kind.SUSPECT, Kind.DRAINING)) {
            Reconnecting stopping = in(kind);
            assertThat(stopping.stop(0)).as("from %s", kind).isEqualTo(draining);
            assertThat(stopping.stop(0)).isEqualTo(draining);
            assertThat(stopping.goodbye(goodbye(GoodbyeCode.LEAVING, true, Duration.ZERO), 0))
                    .isEqualTo(draining);
            assertThat(stopping.closed()).isEqualTo(stopped);
        }
        assertThat(in(Kind.WAITING).stop(0)).isEqualTo(stopped);
    }

    private Reconnecting in(Kind kind) {
        Reconnecting made = new Reconnecting(BACKOFF, false, LONGEST);
        made.start();
        if (kind == Kind.WAITING) {
            made.notConnected("refused");
        } else if (kind != Kind.CONNECTING) {
            made.welcomed(7, 0);
            if (kind == Kind.SUSPECT) {
                made.suspected();
            } else if (kind == Kind.DRAINING) {
                made.judged(Fate.RESET, 0);
            }
        }
        assertThat(made.state().kind()).isEqualTo(kind);
        return made;
    }

    @Test
    void shouldNotMindSuspicionBeforeTheWelcome() {
        client.start();
        assertThat(client.suspected()).isEqualTo(new Connecting(1));
        assertThat(client.recovered()).isEqualTo(new Connecting(1));
        client.suspected();
        client.welcomed(7, 0);
        assertThat(client.recovered()).isEqualTo(new Live(7));
    }

    @Test
    void shouldNameBothStatesOfAnIllegalEdge() {
        assertThatThrownBy(() -> client.welcomed(7, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a client cannot go from New[] to Live[epoch=7]");
        assertThatThrownBy(client::closed)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a line is closed while its client is New[], not draining");
        assertThatThrownBy(client::suspected)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a line is suspected while its client is New[]");
        assertThat(client.state()).isEqualTo(new ClientState.New());
    }

    @Test
    void shouldHaveExactlyTheEdgesThatAreDrawn() {
        Map<Kind, Set<Kind>> drawn = Map.of(
                Kind.NEW, EnumSet.of(Kind.CONNECTING, Kind.ENDED),
                Kind.CONNECTING, EnumSet.of(Kind.LIVE, Kind.WAITING, Kind.DRAINING),
                Kind.LIVE, EnumSet.of(Kind.SUSPECT, Kind.DRAINING),
                Kind.SUSPECT, EnumSet.of(Kind.LIVE, Kind.DRAINING),
                Kind.DRAINING, EnumSet.of(Kind.DRAINING, Kind.WAITING, Kind.ENDED),
                Kind.WAITING, EnumSet.of(Kind.CONNECTING, Kind.ENDED),
                Kind.ENDED, EnumSet.noneOf(Kind.class));
        for (Kind from : Kind.values()) {
            for (Kind to : Kind.values()) {
                assertThat(from.mayMoveTo(to))
                        .as("%s to %s", from, to)
                        .isEqualTo(drawn.get(from).contains(to));
            }
        }
    }

    @Test
    void shouldNeverWaitLessThanItWasAsked() {
        long seed = 4;
        SplittableRandom random = new SplittableRandom(seed);
        Reconnecting any = new Reconnecting(BACKOFF, false, random);
        for (int i = 0; i < 1_000; i++) {
            live(any, i * SECOND);
            Duration asked = Duration.ofMillis(random.nextLong(0xFFFF_FFFFL));
            any.goodbye(goodbye(GoodbyeCode.REFUSED, true, asked), i * SECOND);
            assertThat(((Waiting) any.closed()).delay())
                    .as("seed %d", seed)
                    .isBetween(asked, asked.plus(BACKOFF.cap()));
        }
    }
}
