package io.linekeeper.replay;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.linekeeper.line.Flight;
import io.linekeeper.line.Line;
import io.linekeeper.line.RollCall;
import io.linekeeper.line.Step;
import io.linekeeper.line.Verdict;
import io.linekeeper.line.Witness;
import io.linekeeper.policy.LivenessPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line on a virtual loop that is never late, whose peer does what was recorded. */
final class ReplayedLine extends Line {
    private static final long SHORTEST_TURN = 100_000;

    private final Course course;
    private final Memory memory;
    private final RollCall roll;
    private long now;
    private @Nullable Verdict found;

    ReplayedLine(Course course) {
        this.course = course;
        memory = new Memory(course);
        roll = new RollCall(0, memory.hasKernel());
    }

    /** Begins to judge it: it was heard just now, and for the last time. */
    void begin(LivenessPolicy policy, Flight flight) {
        roll.add(this, policy, 0);
        long readingUntil = course.hearing(flight.readingUntilNanos());
        mayRead((int) Math.min(NANOSECONDS.toMillis(Math.max(0, readingUntil)), Integer.MAX_VALUE));
        if (flight.proven()) {
            answered();
        }
        if (flight.kind() == Flight.Kind.STALL) {
            watchBacklog();
        }
    }

    /**
     * Judges it until {@code end}, or until its verdict.
     *
     * @param beginnings moments from which silence counts anew
     * @return when the verdict was, or -1 if there was none
     */
    long run(List<Long> beginnings, long end) {
        int next = 0;
        long call = 0;
        while (true) {
            if (next < beginnings.size() && beginnings.get(next) <= call) {
                now = Math.max(now, beginnings.get(next++));
                hear();
            } else if (call > end) {
                return -1;
            } else {
                now = call;
                call += Math.max(SHORTEST_TURN, roll.call(now));
                if (found != null) {
                    return now;
                }
            }
        }
    }

    /** Whether the kernel could be asked. */
    boolean hasKernel() {
        return memory.hasKernel();
    }

    /** The verdict that {@link #run} found. */
    @Nullable
    Verdict found() {
        return found;
    }

    @Override
    protected Witness testify() {
        return memory.testify(now);
    }

    @Override
    protected void carryOut(Step step) {
        switch (step) {
            case ASK -> {
                memory.ask(now);
                asked(testify());
            }
            case VERDICT -> found = verdict();
            case LISTEN, LIFT, SUSPECTED, RECOVERED, PAUSED, OBSERVED, CUT -> {}
            case QUIET, SAMPLE -> throw new IllegalArgumentException("the roll call carries out " + step + " itself");
        }
    }
}
