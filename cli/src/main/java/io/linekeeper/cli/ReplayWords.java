package io.linekeeper.cli;

import io.linekeeper.gateway.flight.RecordedFlight;
import io.linekeeper.line.Fate;
import io.linekeeper.line.Flight;
import io.linekeeper.line.Flight.Kind;
import io.linekeeper.replay.Replayed;
import java.util.Locale;

/** A silence that was judged again, in plain words. */
final class ReplayWords {
    private static final double NANOS_A_SECOND = 1e9;

    private ReplayWords() {}

    static String of(RecordedFlight recorded, Replayed replayed) {
        String device = recorded.device() == null ? "" : "device " + recorded.device() + ", ";
        return "line " + recorded.line() + " (" + recorded.listener() + ", " + device + recorded.peer() + ") "
                + was(recorded.flight()) + "; would have been " + wouldBe(replayed) + cutShort(recorded.flight());
    }

    private static String was(Flight flight) {
        Flight.End end = flight.end();
        boolean stall = flight.kind() == Kind.STALL;
        String first = end.observed() == null ? "" : "observed " + end.observed() + ", then ";
        String after = " after " + seconds(end.atNanos());
        if (end.fate() == null) {
            return first + (stall ? "moved again" : "was heard again") + after;
        }
        return first + "ended " + end.fate() + after;
    }

    private static String wouldBe(Replayed replayed) {
        Fate fate = replayed.fate();
        if (fate == null) {
            return replayed.truth() == Replayed.Truth.SPARED ? "let live" : "left alone: not known whether rightly";
        }
        String ended = "ended " + fate + " after " + seconds(replayed.afterNanos());
        return switch (replayed.truth()) {
            case SPARED, RIGHTLY -> ended + ", rightly";
            case WRONGLY -> ended + ", wrongly";
            case NOT_KNOWN -> ended + ", " + whyNotKnown(replayed);
        };
    }

    private static String whyNotKnown(Replayed replayed) {
        Flight.End end = replayed.flight().end();
        if (end.fate() == null) {
            return "but nobody knows what it would have answered: the record begins with its suspicion, after "
                    + seconds(replayed.flight().entries().get(0).atNanos());
        }
        return replayed.afterNanos() > end.atNanos()
                ? "had it lasted: not known"
                : "but its end does not tell whether it was dead: not known";
    }

    private static String cutShort(Flight flight) {
        return flight.dropped() == 0
                ? ""
                : " (the record is cut short: the first " + flight.dropped() + " looks are missing)";
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / NANOS_A_SECOND);
    }
}
