package io.linekeeper.replay;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Flight;
import io.linekeeper.line.Verdict;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.replay.Replayed.Truth;
import java.time.Duration;

/**
 * Judges recorded silences again, by another policy: the same roll call and the same line, in virtual time, with a witness
 * that remembers the recorded samples. Pure; any thread.
 */
public final class Replay {
    /** The longest patience that any rule has beyond its bound and the stall limit. */
    private static final long PATIENCE = Duration.ofMinutes(5).toNanos();

    private Replay() {}

    /**
     * What the policy would have done.
     *
     * @throws IllegalArgumentException if the flight has not a single sample
     */
    public static Replayed of(Flight flight, LivenessPolicy policy) {
        if (flight.entries().stream().allMatch(entry -> entry.witness() == null)) {
            throw new IllegalArgumentException("a flight without a single sample cannot be judged again");
        }
        boolean stall = flight.kind() == Flight.Kind.STALL;
        Course course = new Course(flight);
        ReplayedLine line = new ReplayedLine(course);
        line.begin(stall ? policy.withoutHeartbeat() : policy, flight);
        long end = course.hearing(flight.end().atNanos());
        boolean over = flight.end().fate() == null;
        long verdictAt = line.run(course.beginnings(), over ? end - 1 : end + beyond(policy));
        Verdict found = line.found();
        if (found == null || verdictAt < 0) {
            return new Replayed(flight, null, -1, over ? Truth.SPARED : Truth.NOT_KNOWN);
        }
        boolean excusable = line.hasKernel() && (found.fate() == Fate.HUNG || found.fate() == Fate.SILENT);
        long judged = course.clock(verdictAt);
        long after = excusable ? course.excused(judged) : judged;
        if (over && after >= flight.end().atNanos()) {
            return new Replayed(flight, null, -1, Truth.SPARED);
        }
        return new Replayed(flight, found.fate(), after, truth(flight, policy, found.fate(), after));
    }

    /** This policy with the kind of heartbeat that another has: a peer that beats cannot be judged by its answers. */
    public static LivenessPolicy alike(LivenessPolicy policy, LivenessPolicy recorded) {
        Heartbeat its = recorded.heartbeat();
        if (its instanceof Heartbeat.Off || policy.heartbeat().bound().isEmpty()) {
            return policy.withoutHeartbeat();
        }
        if (its instanceof Heartbeat.OneWay) {
            return policy.withHeartbeat(
                    new Heartbeat.OneWay(policy.heartbeat().bound().orElseThrow()));
        }
        return its instanceof Heartbeat.TwoWay then && policy.heartbeat() instanceof Heartbeat.TwoWay now
                ? policy.withHeartbeat(new Heartbeat.TwoWay(now.rule(), then.answers()))
                : policy;
    }

    private static long beyond(LivenessPolicy policy) {
        long bound = policy.heartbeat().bound().orElse(Duration.ZERO).toNanos();
        return 2 * Math.max(bound, policy.stallLimit().toNanos()) + PATIENCE;
    }

    private static Truth truth(Flight flight, LivenessPolicy policy, Fate fate, long after) {
        Flight.End end = flight.end();
        if (after > end.atNanos() + policy.latenessAllowed().toNanos()) {
            return Truth.NOT_KNOWN;
        }
        if (end.fate() == null) {
            return isToldByRecord(flight, policy, fate, after) ? Truth.WRONGLY : Truth.NOT_KNOWN;
        }
        return switch (end.fate()) {
            case UNREACHABLE, HUNG, SILENT, STALLED, RESET, SUPERSEDED -> Truth.RIGHTLY;
            // a kernel sends a FIN for a dead process, too
            case FINISHED -> fate == Fate.UNREACHABLE ? Truth.WRONGLY : Truth.NOT_KNOWN;
            case OVERDUE, MALFORMED, UNAUTHENTICATED, FLOODING, REFUSED, EVICTED, CLOSED, SHUTDOWN -> Truth.NOT_KNOWN;
        };
    }

    /**
     * Whether the record can tell what a peer that lived would have done. What it would have answered to questions before it
     * was asked any, nobody knows: a peer that has nothing to say is silent and well.
     */
    private static boolean isToldByRecord(Flight flight, LivenessPolicy policy, Fate fate, long after) {
        if (fate == Fate.STALLED || flight.kind() == Flight.Kind.STALL) {
            return true;
        }
        boolean wasAsked = flight.entries().stream().anyMatch(entry -> entry.questions() > 0);
        boolean asks = policy.heartbeat() instanceof Heartbeat.TwoWay;
        boolean silentAnyway = !wasAsked && !asks;
        boolean asked = wasAsked && after >= flight.entries().get(0).atNanos();
        return silentAnyway || asked;
    }
}
