package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.cli.Needs;
import io.linekeeper.lab.Fault;
import io.linekeeper.lab.PulledCable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What ping says of a host is told, and stands in the evidence; it decides nothing, and leaves no process behind. */
@FaultTest
class ReachabilityIT {
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofMillis(200);
    private static final String ICMP = "--icmp period=500ms,timeout=200ms ";
    private static final Duration BOUND = Duration.ofSeconds(6);
    private static final String POLICY = "--heartbeat two-way --idle 2s --interval 1s --probes 4";
    /** For ping to be scheduled and heard on a busy machine. */
    private static final Duration SLACK = Duration.ofMillis(500);

    @BeforeAll
    static void needPing() {
        Needs.program("ping", "-V");
    }

    @Test
    void shouldTellWhatPingSaysAndJudgeTheSameWithoutIt() {
        try (Scene scene = new Scene();
                Fault cable = new PulledCable(scene.network().device())) {
            Serve pinging = scene.serve(scene.network().router(), "fixed1028", 7001, ICMP + POLICY);
            Serve plain = scene.serve(scene.network().router(), "fixed1028", 7002, POLICY);
            int one = scene.remote(pinging, "fixed1028", 7001, 1, "--answer").port(0);
            int other = scene.remote(plain, "fixed1028", 7002, 1, "--answer").port(0);
            String device = scene.network().device().address();
            awaitTold(pinging, device, 1, "ANSWERS");

            long out = cable.inject();
            ServeEvent silent = awaitTold(pinging, device, 2, "NO_ANSWER");
            assertThat(Duration.ofNanos(silent.nanos() - out))
                    .isBetween(Duration.ZERO, PERIOD.plus(TIMEOUT).plus(SLACK));
            cable.restore();
            awaitTold(pinging, device, 3, "ANSWERS");

            cable.inject();
            Moment oneHeard = pinging.lastData(one);
            Moment otherHeard = plain.lastData(other);
            ServeEvent annotated = pinging.awaitVerdict(one, BOUND.plus(Waits.REACTION));
            ServeEvent bare = plain.awaitVerdict(other, BOUND.plus(Waits.REACTION));
            Timing.assertJudged(annotated, "UNREACHABLE", oneHeard, BOUND);
            Timing.assertJudged(bare, "UNREACHABLE", otherHeard, BOUND);
            assertThat(annotated.evidence().path("reachability").asText()).isEqualTo("NO_ANSWER");
            assertThat(bare.evidence().path("reachability").asText()).isEqualTo("UNKNOWN");
            assertThat(plain.events().named("reachability")).isEmpty();
            scene.assertAllWell();
        }
    }

    @Test
    void shouldPingAHostAsLongAsItHasALine() {
        try (Scene scene = new Scene()) {
            Serve serve = scene.serve("fixed1028", 7001, ICMP + POLICY);
            String device = scene.network().device().address();
            awaitTold(serve, device, 1, "ANSWERS");
            assertThat(pings(serve)).as("one of the host with two lines").hasSize(1);
            scene.assertAllWell();
            assertThat(pings(serve)).isEmpty();
        }
    }

    @Test
    void shouldLeaveNoPingBehindHoweverItIsEnded() {
        try (Scene scene = new Scene()) {
            for (String signal : List.of("TERM", "KILL")) {
                Serve serve = Serve.on(scene.network().server(), "fixed1028", 7001, ICMP + POLICY);
                Remote remote = scene.remote(serve, "fixed1028", 7001, 1, "--answer");
                awaitTold(serve, scene.network().device().address(), 1, "ANSWERS");
                List<ProcessHandle> pings = pings(serve);
                assertThat(pings).hasSize(1);
                serve.program().signal(signal);
                serve.program().awaitExit(Waits.REACTION);
                Waits.until(
                        () -> signal + " leaves " + pings,
                        Waits.REACTION,
                        () -> pings.stream().noneMatch(ProcessHandle::isAlive));
                remote.program().kill();
            }
        }
    }

    private static List<ProcessHandle> pings(Serve serve) {
        return ProcessHandle.of(serve.program().pid()).stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> child.info().command().orElse("").endsWith("ping"))
                .toList();
    }

    /** Waits for that change of what is known of the host, counted from 1. */
    private static ServeEvent awaitTold(Serve serve, String host, int number, String state) {
        Waits.until(
                () -> "only " + told(serve, host),
                Waits.REACTION,
                () -> told(serve, host).size() >= number);
        ServeEvent event = told(serve, host).get(number - 1);
        assertThat(event.json().path("state").asText())
                .as("number %s of %s", number, told(serve, host))
                .isEqualTo(state);
        return event;
    }

    private static List<ServeEvent> told(Serve serve, String host) {
        return serve.events().named("reachability").stream()
                .filter(event -> event.json().path("host").asText().equals(host))
                .toList();
    }
}
