package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Lines;
import io.linekeeper.lab.Printed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The events of a program that writes them to its standard output ({@code --events -}). Any thread. */
final class Events {
    private final Lines out;

    Events(Lines out) {
        this.out = out;
    }

    /** All so far, in order. */
    List<ServeEvent> all() {
        return out.all().stream().map(Printed::text).map(ServeEvent::parse).toList();
    }

    /** Those of one line, known by the port of its peer, so far. */
    List<ServeEvent> of(int peerPort) {
        return all().stream().filter(event -> event.peerPort() == peerPort).toList();
    }

    List<ServeEvent> named(String event) {
        return texts(event).stream().map(ServeEvent::parse).toList();
    }

    /** How many there are so far, of however many thousands. */
    int count(String event) {
        return texts(event).size();
    }

    private List<String> texts(String event) {
        String name = "\"event\":\"" + event + "\"";
        return out.matching(text -> text.contains(name)).stream()
                .map(Printed::text)
                .toList();
    }

    /** The first such event, now or within the limit. */
    ServeEvent await(Predicate<ServeEvent> wanted, Duration limit) {
        return ServeEvent.parse(
                out.await(text -> wanted.test(ServeEvent.parse(text)), limit).text());
    }

    ServeEvent await(String event, int peerPort, Duration limit) {
        return await(each -> each.is(event) && each.peerPort() == peerPort, limit);
    }

    /** The names of what happened to each line, by its number; what became of a session is not of the line. */
    Map<Integer, List<String>> histories() {
        return all().stream()
                .filter(event -> event.peerPort() >= 0)
                .collect(Collectors.groupingBy(
                        ServeEvent::line, TreeMap::new, Collectors.mapping(ServeEvent::event, Collectors.toList())));
    }

    /** Every line connected first, got exactly one verdict, then at most drained, then was closed, once, as its verdict said. */
    void assertEachLineEndedOnce() {
        assertThat(histories()).allSatisfy((line, history) -> {
            assertThat(history).startsWith("connected");
            assertThat(history.get(history.size() - 1)).isEqualTo("closed");
            assertThat(history).containsOnlyOnce("connected", "verdict", "closed");
            assertThat(history.subList(history.indexOf("verdict"), history.size()))
                    .isSubsetOf("verdict", "draining", "closed");
        });
        Map<Integer, List<String>> fates = all().stream()
                .filter(event -> event.is("verdict") || event.is("closed"))
                .collect(Collectors.groupingBy(
                        ServeEvent::line, Collectors.mapping(ServeEvent::fate, Collectors.toList())));
        assertThat(fates).allSatisfy((line, both) -> assertThat(both.get(0)).isEqualTo(both.get(1)));
    }

    /** Suspicions alternate with recoveries on each line, and a recovery is of a suspect. */
    void assertSuspicionsAreRecoveredFrom(int peerPort) {
        List<String> doubts = of(peerPort).stream()
                .map(ServeEvent::event)
                .filter(List.of("suspected", "recovered")::contains)
                .toList();
        for (int i = 0; i < doubts.size(); i++) {
            assertThat(doubts.get(i)).as("%s", doubts).isEqualTo(i % 2 == 0 ? "suspected" : "recovered");
        }
        assertThat(doubts.size() % 2).as("ends recovered: %s", doubts).isZero();
    }
}
