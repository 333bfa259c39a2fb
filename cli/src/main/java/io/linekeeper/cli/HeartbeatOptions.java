package io.linekeeper.cli;

import io.linekeeper.policy.PolicyDraft;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The heartbeat, as all commands take it. */
final class HeartbeatOptions {
    @Option(
            names = "--heartbeat",
            paramLabel = "two-way|one-way:D|off",
            description = {
                "How the application tells that its peer is there.",
                "two-way: PING and PONG; every line is judged by its answers. Without this option it is two-way too,"
                        + " but serve judges by its answers only a line that has ever given one.",
                "one-way:D: the client beats, the server answers nothing and judges after the silence D; connect beats"
                        + " every third of D and does not judge the server by answers.",
                "off: none; the peer's questions are still answered."
            })
    private Optional<HeartbeatChoice> choice = Optional.empty();

    @Option(
            names = "--idle",
            paramLabel = "D",
            description = "Two-way: silence before the first question, 20ms or more. Default: derived from --within;"
                    + " connect: 10s.")
    private Optional<Duration> idle = Optional.empty();

    @Option(
            names = "--interval",
            paramLabel = "D",
            description = "Two-way: time from one question to the next, and after the last one, 20ms or more. Default:"
                    + " derived from --within; connect: 3s.")
    private Optional<Duration> interval = Optional.empty();

    @Option(
            names = "--probes",
            paramLabel = "N",
            description = "Two-way: how many questions may stay unanswered, 1 to 127. Default: derived from --within;"
                    + " connect: 3.")
    private Optional<Integer> probes = Optional.empty();

    Optional<HeartbeatChoice> choice() {
        return choice;
    }

    /** Whether nothing is said of the heartbeat. */
    boolean isEmpty() {
        return choice.isEmpty() && !hasTwoWayValues();
    }

    /** Whether one of the values of a two-way heartbeat is given. */
    boolean hasTwoWayValues() {
        return idle.isPresent() || interval.isPresent() || probes.isPresent();
    }

    /** Puts what is given into a draft. */
    void into(PolicyDraft draft) {
        choice.ifPresent(given -> given.into(draft));
        idle.ifPresent(draft::idle);
        interval.ifPresent(draft::interval);
        probes.ifPresent(draft::probes);
    }

    /** Puts a two-way heartbeat into a draft, with these values where none are given. */
    void twoWayInto(PolicyDraft draft, Duration idleOrElse, Duration intervalOrElse, int probesOrElse) {
        draft.heartbeatTwoWay()
                .idle(idle.orElse(idleOrElse))
                .interval(interval.orElse(intervalOrElse))
                .probes(probes.orElse(probesOrElse));
    }
}
