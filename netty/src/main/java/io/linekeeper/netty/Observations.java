package io.linekeeper.netty;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what verdicts that are only observed would have ended, and whether that would have been right. Which it was shows
 * when the line is heard again, or ends. A listener for {@link Linekeeper#observing}.
 *
 * <p>Told by event loops, asked by any thread.
 */
public final class Observations implements LineListener {
    private final Map<LineHandler, Verdict> open = new ConcurrentHashMap<>();
    private final Set<LineHandler> suspects = ConcurrentHashMap.newKeySet();
    private final LongAdder observed = new LongAdder();
    private final LongAdder rightly = new LongAdder();
    private final LongAdder wrongly = new LongAdder();
    private final LongAdder undecided = new LongAdder();

    /**
     * How many deaths were observed, and how each turned out.
     *
     * @param rightly the line was found dead, reset or superseded, and had not been heard again
     * @param wrongly it was heard again (where a stall was observed: it moved again), or a FIN came from a peer whose kernel
     *     seemed to acknowledge nothing
     * @param undecided nobody can tell: we ended the line, or a FIN came, which a kernel sends for a dead process, too
     * @param open neither yet
     */
    public record Counts(long observed, long rightly, long wrongly, long undecided, long open) {

        /** In words, for the end of a run. */
        public String words() {
            return observed == 0
                    ? "observed no death: nothing would have been ended"
                    : "observed " + observed + (observed == 1 ? " death: " : " deaths: ") + rightly
                            + " rightly (dead, reset or superseded later), " + wrongly + " wrongly (heard again), "
                            + undecided + " undecided, " + open + " open";
        }
    }

    /** Has counted nothing yet. */
    public Observations() {}

    /** What was counted so far. */
    public Counts counts() {
        return new Counts(observed.sum(), rightly.sum(), wrongly.sum(), undecided.sum(), open.size());
    }

    @Override
    public void suspected(LineHandler line) {
        suspects.add(line);
    }

    @Override
    public void observed(LineHandler line, Verdict verdict) {
        observed.increment();
        open.put(line, verdict);
        if (verdict.fate() != Fate.STALLED) {
            suspects.remove(line);
        }
    }

    /** A peer that does not read may speak: the end of a suspicion is no end of a stall. */
    @Override
    public void recovered(LineHandler line) {
        boolean suspicion = suspects.remove(line);
        Verdict death = open.get(line);
        if (death != null && !(suspicion && death.fate() == Fate.STALLED)) {
            open.remove(line);
            wrongly.increment();
        }
    }

    @Override
    public void verdict(LineHandler line, Verdict verdict) {
        suspects.remove(line);
        Verdict death = open.remove(line);
        if (death != null) {
            outcome(death, verdict).increment();
        }
    }

    private LongAdder outcome(Verdict death, Verdict end) {
        if (wasHeardSince(death, end)) {
            return wrongly;
        }
        return switch (end.fate()) {
            case UNREACHABLE, HUNG, SILENT, STALLED, RESET, SUPERSEDED -> rightly;
            case FINISHED -> death.fate() == Fate.UNREACHABLE ? wrongly : undecided;
            case OVERDUE, MALFORMED, UNAUTHENTICATED, FLOODING, REFUSED, EVICTED, CLOSED, SHUTDOWN -> undecided;
        };
    }

    /** The line may have been heard and ended between two looks, so that it was not told to have recovered. */
    private static boolean wasHeardSince(Verdict death, Verdict end) {
        return death.fate() != Fate.STALLED && end.silenceNanos() < death.silenceNanos();
    }
}
