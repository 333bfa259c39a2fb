package io.linekeeper.gateway;

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
        Event.OfLine ofLine = (Event.OfLine) event;
        String device = ofLine.device() == null ? "" : "device " + ofLine.device() + ", ";
        String line = "line " + ofLine.line() + " (" + ofLine.listener() + ", " + device + ofLine.peer() + ") ";
        Verdict verdict = ofLine.verdict();
        if (verdict == null) {
            return line + ofLine.name();
        }
        return switch (ofLine.name()) {
            case "verdict" -> line + verdict.sentence(event.at(), ZoneId.systemDefault());
            case "draining" -> line + "draining: last bytes may still come and go";
            default -> line + ofLine.name() + " (" + verdict.fate() + ")";
        };
    }
}
