package io.linekeeper.line;

import io.linekeeper.policy.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a line was judged, in the words of an operator: one line of printable ASCII, which names only what there was. */
final class Sentence {
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss.S", Locale.ROOT);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long TENTH = 100 * NANOS_PER_MILLI;
    /** From here on tenths of a second tell nothing. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Verdict verdict;
    private final Evidence evidence;
    private final @Nullable DateTimeFormatter moments;
    private final Instant at;
    private final StringBuilder words = new StringBuilder();

    private Sentence(Verdict verdict, Instant at, @Nullable DateTimeFormatter moments) {
        this.verdict = verdict;
        this.evidence = verdict.evidence();
        this.at = at;
        this.moments = moments;
    }

    /** With durations alone. */
    static String of(Verdict verdict) {
        return new Sentence(verdict, Instant.EPOCH, null).text();
    }

    /** With moments as the time of day there. */
    static String of(Verdict verdict, Instant at, ZoneId zone) {
        return new Sentence(verdict, at, TIME_OF_DAY.withZone(zone)).text();
    }

    private String text() {
        words.append(verdict.fate()).append(": ");
        switch (verdict.fate()) {
            case STALLED -> stalled();
            case UNREACHABLE, HUNG, SILENT -> {
                words.append("heard nothing for ").append(duration(verdict.silenceNanos()));
                bound();
                questions();
                kernel();
            }
            case FINISHED, RESET, OVERDUE, MALFORMED, UNAUTHENTICATED, FLOODING, REFUSED, EVICTED -> announced();
            case SUPERSEDED, CLOSED, SHUTDOWN -> announced();
        }
        if (verdict.fate().isFound()) {
            host();
            if (verdict.creditedNanos() >= NANOS_PER_MILLI) {
                clause("our own pauses of " + duration(verdict.creditedNanos()) + " not charged");
            }
        }
        if (evidence.detail() != null) {
            clause(printable(evidence.detail()));
        }
        return words.toString();
    }

    private void clause(String text) {
        words.append("; ").append(text);
    }

    private void bound() {
        if (verdict.boundNanos() >= 0) {
            words.append(" (bound ").append(exact(verdict.boundNanos())).append(')');
        }
    }

    /** How far a verdict is beyond its bound is its lateness: with it, for how long nothing of the backlog has moved. */
    private void stalled() {
        Witness witness = evidence.witness();
        long waiting = witness == null ? 0 : witness.queued() - witness.acknowledged();
        words.append("it does not read");
        if (waiting > 0) {
            words.append(String.format(Locale.ROOT, ": %,d bytes wait for it", waiting));
        }
        if (verdict.boundNanos() >= 0) {
            words.append(waiting > 0 ? ", and none has moved for " : ": nothing has moved for ")
                    .append(duration(verdict.boundNanos() + verdict.latenessNanos()));
            bound();
        }
        if (witness != null && witness.kernel() && witness.windowBytes() == 0) {
            clause("its window is closed");
        }
        questions();
        lastHeard();
    }

    private void questions() {
        if (evidence.questions() > 0) {
            clause(count(evidence.questions(), "question") + " unanswered");
            if (evidence.acknowledged()) {
                words.append(", each acknowledged by its kernel");
            }
        }
    }

    private void kernel() {
        Witness witness = evidence.witness();
        if (witness == null || evidence.acknowledged()) {
            return;
        }
        if (!witness.kernel()) {
            clause("its kernel cannot be asked here");
        } else if (isUnderWay(witness)) {
            clause("its kernel acknowledged nothing " + since(age(witness)) + tries(witness));
        }
    }

    /** Whether anything of ours waits for an acknowledgement: where nothing does, none can be missed. */
    private boolean isUnderWay(Witness witness) {
        return evidence.questions() > 0 || witness.hasBacklog() || witness.isTroubled();
    }

    /** The sample may be older than the verdict: by as much as the silence has grown since. */
    private long age(Witness witness) {
        long sinceSample = verdict.silenceNanos() - witness.lastDataMillis() * NANOS_PER_MILLI;
        return witness.lastAckMillis() * NANOS_PER_MILLI + Math.max(0, sinceSample);
    }

    private String since(long age) {
        return moments == null ? "for " + duration(age) : "since " + moments.format(at.minusNanos(age));
    }

    private static String tries(Witness witness) {
        if (!witness.isTroubled()) {
            return "";
        }
        String retransmits = witness.retransmits() > 0 ? count(witness.retransmits(), "retransmit") : "";
        String probes = witness.probes() > 0 ? count(witness.probes(), "probe") : "";
        return " (" + retransmits + (retransmits.isEmpty() || probes.isEmpty() ? "" : ", ") + probes + ")";
    }

    private void host() {
        switch (evidence.reachability()) {
            case ANSWERS -> clause("its host answers ping");
            case NO_ANSWER -> clause("its host does not answer ping");
            case UNKNOWN -> {}
        }
    }

    private void announced() {
        words.append(reason());
        lastHeard();
    }

    private void lastHeard() {
        if (verdict.silenceNanos() >= NANOS_PER_MILLI) {
            clause("last heard " + duration(verdict.silenceNanos()) + " ago");
        }
    }

    private String reason() {
        return switch (verdict.fate()) {
            case FINISHED -> "the peer ended its side (FIN)";
            case RESET -> "the peer, or something on the way, reset it (RST)";
            case OVERDUE ->
                verdict.boundNanos() < 0
                        ? "a deadline passed"
                        : "a deadline of " + exact(verdict.boundNanos()) + " passed";
            case MALFORMED -> "the peer sent what its protocol does not allow";
            case UNAUTHENTICATED -> "the peer could not prove who it is";
            case FLOODING -> "the peer asked more than its allowance";
            case REFUSED -> "a limit was reached";
            case EVICTED -> "given up to free its descriptor";
            case SUPERSEDED -> "the same device came back on another line";
            case CLOSED -> "we closed it";
            case SHUTDOWN -> "we are going down";
            case UNREACHABLE, HUNG, SILENT, STALLED ->
                throw new IllegalStateException(verdict.fate() + " is found, not announced");
        };
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String exact(long nanos) {
        return Durations.format(Duration.ofNanos(nanos));
    }

    private static String duration(long nanos) {
        if (nanos < TENTH) {
            return nanos / NANOS_PER_MILLI + " ms";
        }
        return nanos < LONG.toNanos()
                ? String.format(Locale.ROOT, "%.1f s", nanos / NANOS_PER_SECOND)
                : Durations.format(Duration.ofSeconds(Duration.ofNanos(nanos).toSeconds()));
    }

    /** Nothing but printable ASCII, so that no message of whatever origin can forge a line or move a cursor. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.chars().forEach(each -> {
            if (each >= ' ' && each <= '~') {
                printable.append((char) each);
            } else {
                printable.append(String.format(Locale.ROOT, "\\u%04x", each));
            }
        });
        return printable.toString();
    }
}
