package io.linekeeper.lab.experiment;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.Printed;
import io.linekeeper.lab.Program;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * An ICMP monitor: the system's ping asks a host every 32 ms, and the host is unreachable when a question has not been answered within
 * 300 ms. It ends with the network.
 */
final class Reachability {
    private static final Duration PERIOD = Duration.ofMillis(32);
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final Duration START = Duration.ofSeconds(10);

    private final Program ping;
    private final Answers answers = new Answers(PERIOD.toNanos(), TIMEOUT.toNanos());
    private int next;
    private OptionalLong lost = OptionalLong.empty();

    private Reachability(Program ping) {
        this.ping = ping;
    }

    /** Starts to ask, and returns when it has had an answer. */
    static Reachability of(Host target, Host from) {
        Program ping = from.start("ping", "-n", "-O", "-i", "0.032", "-W", "0.3", target.address());
        ping.out().await(Answers::isAnswer, START);
        return new Reachability(ping);
    }

    /** Notes each change of the host's reachability since the last time. */
    void report(Journal journal) {
        List<Printed> all = ping.out().all();
        for (Printed line : all.subList(next, all.size())) {
            answers.hear(line.nanos(), line.text()).ifPresent(reachable -> note(line.nanos(), reachable, journal));
        }
        next = all.size();
    }

    private void note(long nanos, boolean reachable, Journal journal) {
        if (!reachable) {
            lost = OptionalLong.of(nanos);
        }
        String state = reachable ? "reachable" : "unreachable: no answer for " + TIMEOUT.toMillis() + " ms";
        journal.add(nanos, "ICMP monitor: the host is " + state);
    }

    /** Returns when the host became unreachable, if it has. */
    OptionalLong lost() {
        return lost;
    }
}
