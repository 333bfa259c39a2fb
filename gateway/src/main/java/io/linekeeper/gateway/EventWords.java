package io.linekeeper.gateway;

import io.linekeeper.line.Evidence;
import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.line.Witness;
import io.linekeeper.policy.Durations;
import io.linekeeper.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Events in plain words, one line each. Nothing that a peer sent comes through unescaped. */
final class EventWords {
    private static final DateTimeFormatter TIME_OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final double NANOS_PER_SECOND = 1e9;

    private EventWords() {}

    static String of(Event event) {
        return timeOfDay(event.at()) + " " + sentence(event);
    }

    static String timeOfDay(Instant at) {
        return TIME_OF_DAY.format(at);
    }

    private static String sentence(Event event) {
        if (event instanceof Event.Listening listening) {
            return listening.listener() + " listens on " + Event.hostAndPort(listening.host(), listening.port());
        }
        if (event instanceof Event.Paused paused) {
            return "we paused for "
                    + Durations.format(Duration.ofMillis(paused.gap().toMillis())) + " on " + paused.loop()
                    + "; no line is charged for it";
        }
        if (event instanceof Event.Identified identified) {
            Session session = identified.session();
            return "line " + session.line() + " is the device " + session.device() + " (epoch " + session.epoch() + ")";
        }
        if (event instanceof Event.Superseded superseded) {
            return "line " + superseded.old().line() + " is superseded: the device "
                    + superseded.old().device() + " came back on line "
                    + superseded.by().line();
        }
        if (event instanceof Event.Refused refused) {
            return "line " + refused.line() + " (device " + refused.device() + ") is not let in: " + refused.why();
        }
        Event.OfLine ofLine = (Event.OfLine) event;
        String device = ofLine.device() == null ? "" : "device " + ofLine.device() + ", ";
        String line = "line " + ofLine.line() + " (" + ofLine.listener() + ", " + device + ofLine.peer() + ") ";
        Verdict verdict = ofLine.verdict();
        if (verdict == null) {
            return line + ofLine.name();
        }
        return switch (ofLine.name()) {
            case "verdict" -> line + verdict.fate() + ": " + reason(verdict);
            case "draining" -> line + "draining: last bytes may still come and go";
            default -> line + ofLine.name() + " (" + verdict.fate() + ")";
        };
    }

    /** Why, in the words of an operator. */
    static String reason(Verdict verdict) {
        StringBuilder words = new StringBuilder();
        if (verdict.fate().isFound()) {
            words.append("heard nothing for ").append(seconds(verdict.silenceNanos()));
            if (verdict.boundNanos() >= 0) {
                words.append(" (bound ")
                        .append(Durations.format(Duration.ofNanos(verdict.boundNanos())))
                        .append(')');
            }
            found(words, verdict.evidence());
            if (verdict.creditedNanos() >= Duration.ofMillis(1).toNanos()) {
                words.append("; our own pauses of ")
                        .append(seconds(verdict.creditedNanos()))
                        .append(" not charged");
            }
        } else {
            words.append(announced(verdict.fate()))
                    .append("; last heard ")
                    .append(seconds(verdict.silenceNanos()))
                    .append(" ago");
        }
        if (verdict.evidence().detail() != null) {
            words.append("; ").append(escaped(verdict.evidence().detail()));
        }
        return words.toString();
    }

    private static String announced(Fate fate) {
        return switch (fate) {
            case FINISHED -> "the peer ended its side (FIN)";
            case RESET -> "the peer, or something on the way, reset it (RST)";
            case OVERDUE -> "a deadline passed";
            case MALFORMED -> "the peer sent what its protocol does not allow";
            case UNAUTHENTICATED -> "the peer could not prove who it is";
            case FLOODING -> "the peer asked more than its allowance";
            case REFUSED -> "a limit was reached";
            case EVICTED -> "given up to free its descriptor";
            case SUPERSEDED -> "the same device came back on another line";
            case CLOSED -> "we closed it";
            case SHUTDOWN -> "we are going down";
            case UNREACHABLE, HUNG, SILENT, STALLED ->
                throw new IllegalArgumentException(fate + " is found, not announced");
        };
    }

    private static void found(StringBuilder words, Evidence evidence) {
        if (evidence.questions() > 0) {
            words.append("; ").append(evidence.questions());
            words.append(evidence.questions() == 1 ? " question unanswered" : " questions unanswered");
            if (evidence.acknowledged()) {
                words.append(", each acknowledged by its kernel");
            }
        }
        Witness witness = evidence.witness();
        if (witness != null && witness.kernel() && !evidence.acknowledged() && isUnderWay(evidence, witness)) {
            words.append("; its kernel acknowledged nothing for ").append(seconds(witness.lastAckMillis() * 1_000_000));
            if (witness.isTroubled()) {
                words.append(" (")
                        .append(witness.retransmits())
                        .append(" retransmits, ")
                        .append(witness.probes())
                        .append(" probes)");
            }
        }
    }

    /** Whether anything of ours waits for an acknowledgement: where nothing does, none can be missed. */
    private static boolean isUnderWay(Evidence evidence, Witness witness) {
        return evidence.questions() > 0 || witness.hasBacklog() || witness.isTroubled();
    }

    /** Nothing but printable ASCII, so that no message of whatever origin can forge a line or move a cursor. */
    private static String escaped(String text) {
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

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / NANOS_PER_SECOND);
    }
}
