package io.linekeeper.lab.matrix;

import io.linekeeper.lab.detector.ServerEvent;
import io.linekeeper.lab.detector.ServerEvent.Kind;
import io.linekeeper.lab.matrix.Outcome.Moment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one detector told of one scene.
 *
 * @param events all that it told, as it came
 * @param notes what the scene did, on the same clock
 * @param fault from when all times count
 * @param end what comes later is the end of the scene, and counts no more
 */
record Observation(List<ServerEvent> events, List<Note> notes, long fault, long end) {
    /** The scene did this. */
    record Note(long nanos, String what) {}

    /** What became of the line from that address. */
    Outcome outcome(String peer) {
        List<ServerEvent> own =
                inTime().filter(event -> event.peer().equals(peer)).toList();
        Optional<ServerEvent> found = ending(own);
        return new Outcome(
                found.map(event -> Math.max(0, event.nanos() - fault)).orElse(-1L),
                found.map(Observation::fate).orElse(""),
                found.map(ServerEvent::says).orElse(""),
                timeline(own));
    }

    /** How many lines it ended that are none of these. */
    int bystandersKilled(Set<String> watched) {
        return (int) inTime().filter(event -> isEnd(event) && !watched.contains(event.peer()))
                .map(ServerEvent::peer)
                .distinct()
                .count();
    }

    /** Lines that it ended before that moment. */
    static Set<String> endedBefore(List<ServerEvent> events, long nanos) {
        return events.stream()
                .filter(event -> isEnd(event) && event.nanos() < nanos)
                .map(ServerEvent::peer)
                .collect(Collectors.toSet());
    }

    private Stream<ServerEvent> inTime() {
        return events.stream().filter(event -> event.nanos() - end <= 0);
    }

    /** A line that is closed without a word was ended, too. */
    private static Optional<ServerEvent> ending(List<ServerEvent> own) {
        return own.stream().filter(Observation::isEnd).min(Comparator.comparingLong(ServerEvent::nanos));
    }

    private static boolean isEnd(ServerEvent event) {
        return event.kind() == Kind.FOUND || event.kind() == Kind.CLOSED;
    }

    private static String fate(ServerEvent event) {
        return event.kind() == Kind.FOUND ? event.fate() : "closed";
    }

    private List<Moment> timeline(List<ServerEvent> own) {
        Stream<Moment> line = own.stream().map(event -> new Moment(event.nanos() - fault, words(event)));
        Stream<Moment> away = inTime().filter(event -> event.kind() == Kind.PAUSED)
                .map(event -> new Moment(event.nanos() - fault, event.says()));
        Stream<Moment> scene = notes.stream().map(note -> new Moment(note.nanos() - fault, note.what()));
        return Stream.of(line, away, scene)
                .flatMap(moments -> moments)
                .sorted(Comparator.comparingLong(Moment::nanos))
                .toList();
    }

    private static String words(ServerEvent event) {
        return switch (event.kind()) {
            case ACCEPTED -> "accepted";
            case SUSPECTED -> "suspected";
            case RECOVERED -> "recovered";
            case FOUND -> "FOUND: " + event.fate();
            case CLOSED -> "closed";
            case LISTENING, PAUSED, DONE, REFUSED -> event.says();
        };
    }
}
