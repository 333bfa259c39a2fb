package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The event stream of a server, read from its beginning as whoever keeps the presence of devices reads it. */
final class SessionStream {
    /** A third line of a device waits until the one that drains has made way, but no longer where its loop is away. */
    private static final Duration LONGEST_WAY = Duration.ofMillis(250);

    private final Map<Integer, Long> connected = new HashMap<>();
    private final Map<String, Integer> live = new HashMap<>();
    private final Map<String, Set<Integer>> open = new HashMap<>();
    private final Map<String, Long> epochs = new HashMap<>();
    private final Set<Integer> judged = new HashSet<>();
    private final Set<Integer> closed = new HashSet<>();
    private final List<String> broken = new ArrayList<>();

    private SessionStream() {}

    static SessionStream of(Events events) {
        SessionStream stream = new SessionStream();
        events.all().forEach(stream::read);
        return stream;
    }

    private void read(ServeEvent event) {
        switch (event.event()) {
            case "connected" -> connected.put(event.line(), event.nanos());
            case "identified" -> identified(event);
            case "superseded" -> require(live.remove(event.device(), event.line()), "not live", event);
            case "verdict" -> {
                judged.add(event.line());
                live.values().remove(event.line());
            }
            case "closed" -> {
                closed.add(event.line());
                open.values().forEach(lines -> lines.remove(event.line()));
            }
            default -> {}
        }
    }

    private void identified(ServeEvent event) {
        String device = event.device();
        long epoch = event.number("epoch");
        Long earlier = epochs.put(device, epoch);
        require(earlier == null || earlier < epoch, "no greater epoch", event);
        if (!judged.contains(event.line())) {
            require(live.put(device, event.line()) == null, "a second live session", event);
        }
        if (!closed.contains(event.line())) {
            Set<Integer> lines = open.computeIfAbsent(device, first -> new HashSet<>());
            lines.add(event.line());
            boolean waited =
                    event.nanos() - connected.getOrDefault(event.line(), event.nanos()) >= LONGEST_WAY.toNanos();
            require(lines.size() <= 2 || waited, "more than one line that drains beside the live one: " + lines, event);
        }
    }

    private void require(boolean holds, String what, ServeEvent event) {
        if (!holds) {
            broken.add(what + ": " + event);
        }
    }

    /** At every moment each device had at most one live session, and at most one line of it drained beside. */
    void assertHolds() {
        assertThat(broken).isEmpty();
    }

    /** How many sessions live. */
    int live() {
        return live.size();
    }

    /** How many lines that are or were sessions are not closed. */
    int open() {
        return open.values().stream().mapToInt(Set::size).sum();
    }
}
