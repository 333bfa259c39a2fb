package io.linekeeper.cli;

import io.linekeeper.gateway.EventLog;
import io.linekeeper.gateway.client.Fleet;
import io.linekeeper.gateway.client.FleetConfig;
import io.linekeeper.policy.Durations;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** Devices from their start to their end: one tells what it does, a crowd how it stands. */
final class FleetRun {
    private static final Duration LONGEST_END = Duration.ofSeconds(4);

    private final Fleet fleet;
    private final EventLog log;
    private final Optional<StatusLine> status;
    private boolean ended;

    /** @param words where a crowd's status goes */
    FleetRun(FleetConfig config, EventLog log, PrintStream words) {
        this.log = log;
        this.fleet = new Fleet(config, log);
        this.status = config.telling() ? Optional.empty() : Optional.of(StatusLine.on(words));
    }

    /**
     * Runs until all devices have ended for good, or the time has passed, or a signal comes.
     *
     * @param time from now on; empty: no limit
     * @return what did not go as asked
     */
    Optional<String> run(Optional<Duration> time) throws InterruptedException {
        Interruption interruption = Interruption.ends(this::end, LONGEST_END);
        try {
            fleet.start();
            await(time.orElse(Durations.LONGEST));
            return fleet.complaint(time.isPresent());
        } finally {
            end();
            interruption.cancel();
        }
    }

    private void await(Duration longest) throws InterruptedException {
        long start = System.nanoTime();
        Duration left = longest;
        while (left.compareTo(Duration.ZERO) > 0) {
            Duration period = status.map(StatusLine::period).orElse(left);
            if (fleet.awaitEnd(period.compareTo(left) < 0 ? period : left)) {
                return;
            }
            left = longest.minusNanos(System.nanoTime() - start);
            if (left.compareTo(Duration.ZERO) > 0) {
                show();
            }
        }
    }

    private synchronized void show() {
        if (!ended) {
            status.ifPresent(line -> line.show(fleet.counts().words()));
        }
    }

    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        status.ifPresent(line -> line.end("before the end: " + fleet.counts().words()));
        fleet.stop();
        status.ifPresent(line -> line.end("ended: " + fleet.counts().words()));
        log.close();
    }
}
