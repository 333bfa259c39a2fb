package io.linekeeper.lab.detector;

import io.linekeeper.lab.LabException;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The catalogue of detectors. */
public final class Detectors {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** Longer than the time for which Linux keeps the window of a slow reader closed. */
    private static final Duration STALL_LIMIT = Duration.ofSeconds(20);

    private static final List<Detector> ALL = List.of(
            none(),
            kernel("keepalive-1-3-10", "keepalive 1,3,10", rule(1, 3), Optional.empty()),
            kernel("keepalive-1-1-10", "keepalive 1,1,10", rule(1, 1), Optional.empty()),
            kernel("keepalive-user-timeout", "1,1,10 + timeout 11 s", rule(1, 1), Optional.of(Duration.ofSeconds(11))),
            kernel("keepalive-short-timeout", "1,1,10 + timeout 5 s", rule(1, 1), Optional.of(TIMEOUT)),
            linuxDefaults(),
            oneWay(),
            twoWay(),
            within(),
            writeSucceeds(),
            peek(),
            idleStateHandler(),
            polling());

    private Detectors() {}

    /** All of them, in the order of the table. */
    public static List<Detector> all() {
        return ALL;
    }

    /**
     * The detector of that name.
     *
     * @throws LabException if there is none, with those there are
     */
    public static Detector named(String id) {
        return ALL.stream()
                .filter(detector -> detector.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new LabException("there is no detector \"" + id + "\"; there are "
                        + ALL.stream().map(Detector::id).collect(Collectors.joining(", "))));
    }

    private static KeepAlive rule(int idle, int interval) {
        return new KeepAlive(Duration.ofSeconds(idle), Duration.ofSeconds(interval), 10);
    }

    private static Detector none() {
        return new Entry(
                "none",
                "none",
                "A server that reads, and does nothing else.",
                Device.SILENT,
                false,
                Optional.empty(),
                new NoProbes(Duration.ZERO),
                NettyServers::plain);
    }

    private static Detector kernel(String id, String title, KeepAlive rule, Optional<Duration> userTimeout) {
        KernelForesight foresight = new KernelForesight(rule, userTimeout);
        String timeout = userTimeout
                .map(time -> " and a user time-out of " + time.toSeconds() + " s"
                        + (time.compareTo(rule.bound()) < 0 ? ", which is shorter than that" : ""))
                .orElse("");
        return new Entry(
                id,
                title,
                "The kernel's keepalive, " + rule + timeout + ".",
                Device.SILENT,
                false,
                Optional.of(foresight.bound()),
                foresight,
                NettyServers.keepAlive(rule, userTimeout));
    }

    private static Detector linuxDefaults() {
        KeepAlive rule = new KeepAlive(Duration.ofSeconds(7200), Duration.ofSeconds(75), 9);
        return new Predicted(
                "linux-defaults",
                "keepalive, defaults",
                "The kernel's keepalive as Linux comes, " + rule + "; predicted, since nobody waits for it.",
                rule.bound(),
                new KernelForesight(rule, Optional.empty()));
    }

    private static Detector oneWay() {
        LivenessPolicy policy = new LivenessPolicy(
                KernelPolicy.off(), new Heartbeat.OneWay(TIMEOUT), STALL_LIMIT, LivenessPolicy.DEFAULT_DRAIN);
        return new Entry(
                "one-way",
                "one-way heartbeat",
                "Linekeeper's one-way heartbeat: the device beats every 0.5 s, the server only listens, for 5 s.",
                Device.BEATING,
                true,
                Optional.of(TIMEOUT),
                new OurForesight(policy, false),
                OurServers.listening(policy));
    }

    private static Detector twoWay() {
        KeepAlive rule = new KeepAlive(Duration.ofSeconds(2), Duration.ofSeconds(1), 3);
        LivenessPolicy policy = new LivenessPolicy(
                KernelPolicy.off(),
                new Heartbeat.TwoWay(rule, Heartbeat.Answers.REQUIRED),
                STALL_LIMIT,
                LivenessPolicy.DEFAULT_DRAIN);
        return new Entry(
                "two-way",
                "two-way heartbeat",
                "Linekeeper's two-way heartbeat, PING and PONG: " + rule + ".",
                Device.ANSWERING,
                true,
                Optional.of(rule.bound()),
                new OurForesight(policy, false),
                OurServers.asking(policy));
    }

    private static Detector within() {
        LivenessPolicy policy = LivenessPolicy.within(Duration.ofSeconds(30));
        return new Entry(
                "within",
                "within 30 s (default)",
                "Linekeeper as serve has it: sessions, and within(30 s), from which kernel, heartbeat and stall rule follow.",
                Device.LINE,
                true,
                policy.heartbeat().bound(),
                new OurForesight(policy, true),
                OurServers.withSessions(policy));
    }

    private static Detector writeSucceeds() {
        return new Entry(
                "write-succeeds",
                "write succeeds",
                "The folklore: a byte is written every second, and as long as that succeeds the peer is there.",
                Device.SILENT,
                false,
                Optional.empty(),
                new WriteForesight(BlockingServer.LOOK),
                BlockingServer::writing);
    }

    private static Detector peek() {
        return new Entry(
                "peek",
                "peek",
                "The folklore: a read that waits a millisecond every second, and as long as it neither ends nor fails the peer is there.",
                Device.SILENT,
                false,
                Optional.empty(),
                new NoProbes(BlockingServer.LOOK),
                BlockingServer::peeking);
    }

    private static Detector idleStateHandler() {
        return new Entry(
                "idle-state-handler",
                "IdleStateHandler",
                "Netty's IdleStateHandler, reader idle 5 s, which closes; the device beats every 0.5 s.",
                Device.BEATING,
                false,
                Optional.of(TIMEOUT),
                new SilenceForesight(TIMEOUT, Duration.ZERO, false),
                NettyServers.readerIdle(TIMEOUT));
    }

    private static Detector polling() {
        return new Entry(
                "polling",
                "polling thread",
                "A plain JDK server: one thread reads, another looks once a second over a map for silences of 5 s; the device beats every 0.5 s.",
                Device.BEATING,
                false,
                Optional.of(TIMEOUT.plus(PollingServer.LOOK)),
                new SilenceForesight(TIMEOUT, PollingServer.LOOK, true),
                (address, watch) -> new PollingServer(address, TIMEOUT, watch));
    }
}
