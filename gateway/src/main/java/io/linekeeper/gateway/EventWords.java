package io.linekeeper.gateway;

import io.linekeeper.line.MassSilence;
import io.linekeeper.line.Verdict;
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
        if (event instanceof Event.OfHost host) {
            return "host " + host.host() + " (" + host.lines() + (host.lines() == 1 ? " line) " : " lines) ")
                    + said(host);
        }
        if (event instanceof Event.Mass mass) {
            return words(mass.finding());
        }
        if (event instanceof Event.NotReading notReading) {
            return line(notReading.line()) + "paused: we have not read from it for "
                    + Durations.format(Duration.ofMillis(notReading.since().toMillis()))
                    + "; its silence is not charged";
        }
        return sentence((Event.OfLine) event);
    }

    private static String words(MassSilence.Finding finding) {
        String within = finding.over()
                ? String.format(Locale.ROOT, "%.1f s", finding.within().toMillis() / 1e3)
                : "one second";
        return String.format(
                Locale.ROOT,
                "%s%d %% of the lines (%,d of %,d) fell silent within %s: it is us or the network",
                finding.over() ? "in all, " : "",
                (int) (finding.share() * 100),
                finding.lines(),
                finding.of(),
                within);
    }

    private static String said(Event.OfHost host) {
        String why = host.why() == null ? "" : " (" + host.why().replaceAll("[^ -~]", "?") + ")";
        return switch (host.state()) {
            case ANSWERS -> "answers ping";
            case NO_ANSWER -> "does not answer ping";
            case UNKNOWN -> "cannot be pinged: ping ended" + why;
        };
    }

    private static String sentence(Event.OfLine event) {
        Verdict verdict = event.verdict();
        if (verdict == null) {
            return line(event) + event.name();
        }
        return line(event)
                + switch (event.name()) {
                    case "verdict" -> verdict.sentence(event.at(), ZoneId.systemDefault());
                    case "observed" -> "observed " + verdict.sentence(event.at(), ZoneId.systemDefault());
                    case "draining" -> "draining: last bytes may still come and go";
                    default -> event.name() + " (" + verdict.fate() + ")";
                };
    }

    private static String line(Event.OfLine event) {
        String device = event.device() == null ? "" : "device " + event.device() + ", ";
        return "line " + event.line() + " (" + event.listener() + ", " + device + event.peer() + ") ";
    }
}
