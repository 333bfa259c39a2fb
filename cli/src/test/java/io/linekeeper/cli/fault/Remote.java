package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.Peer;
import io.linekeeper.lab.PeerEvent;
import io.linekeeper.lab.Printed;
import io.linekeeper.lab.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A remote program with one or more lines to a server: {@link Peer}, which shares nothing with what it tests. */
final class Remote {
    private final Program program;
    private final int[] ports;

    private Remote(Program program, int lines) {
        this.program = program;
        ports = IntStream.range(0, lines).map(this::awaitPort).toArray();
    }

    /** Starts it and returns when all its lines are connected. */
    static Remote on(Host host, String address, int lines, String... options) {
        List<String> arguments = new ArrayList<>(List.of(address, "--lines", Integer.toString(lines)));
        arguments.addAll(Arrays.asList(options));
        return new Remote(host.start(Peer.command(arguments.toArray(new String[0]))), lines);
    }

    private int awaitPort(int line) {
        return Integer.parseInt(awaitConnected(line).detail());
    }

    /** Waits until that line is connected, and returns when it was. */
    PeerEvent awaitConnected(int line) {
        return await(0, event -> event.line() == line && event.what().equals("connected"), Waits.START);
    }

    /** Waits until the device of that line is let in, and returns when it was. */
    PeerEvent awaitWelcome(int line) {
        return await(0, event -> event.line() == line && isRead(event, "welcome-"), Waits.REACTION);
    }

    /** Waits for the goodbye on that line: {@code goodbye-CODE-MAY-RETRY}. */
    PeerEvent awaitGoodbye(int line) {
        return await(0, event -> event.line() == line && isRead(event, "goodbye-"), Waits.REACTION);
    }

    private static boolean isRead(PeerEvent event, String prefix) {
        return event.what().equals("read") && event.detail().startsWith(prefix);
    }

    /** How many devices have been let in so far, each time counted. */
    long welcomes() {
        return all().stream().filter(event -> isRead(event, "welcome-")).count();
    }

    /** The ports of the lines that were opened last, so many. */
    int[] latestPorts(int count) {
        int[] all = all().stream()
                .filter(event -> event.what().equals("connected"))
                .mapToInt(event -> Integer.parseInt(event.detail()))
                .toArray();
        return Arrays.copyOfRange(all, all.length - count, all.length);
    }

    Program program() {
        return program;
    }

    /** The local port of a line, by which it is known everywhere. */
    int port(int line) {
        return ports[line];
    }

    int[] ports() {
        return ports.clone();
    }

    /** The place behind everything that it has printed so far. */
    int now() {
        return program.out().size();
    }

    void tell(String command) {
        program.tell(command);
    }

    /** The first such event behind that place, now or within the limit. */
    PeerEvent await(int from, Predicate<PeerEvent> wanted, Duration limit) {
        return PeerEvent.parse(program.out()
                .await(from, line -> wanted.test(PeerEvent.parse(line)), limit)
                .text());
    }

    PeerEvent await(int from, int line, String what, String detail, Duration limit) {
        return await(
                from,
                event -> event.line() == line
                        && event.what().equals(what)
                        && event.detail().equals(detail),
                limit);
    }

    /** Sends a question of the peer's own on a line, and returns when the answer is there. */
    void ask(int line) {
        int from = now();
        tell(line + " ping");
        await(from, event -> event.line() == line && isAnswer(event), Waits.REACTION);
    }

    private static boolean isAnswer(PeerEvent event) {
        return event.what().equals("read") && List.of("pong", "length-0").contains(event.detail());
    }

    /** Waits until a line has answered one more question, and returns when it did: it will send nothing more for a while. */
    Moment awaitAnswer(int line) {
        Printed printed = program.out().await(now(), text -> isAnswered(PeerEvent.parse(text), line), Waits.REACTION);
        return new Moment(PeerEvent.parse(printed.text()).nanos(), printed.nanos());
    }

    private static boolean isAnswered(PeerEvent event, int line) {
        return event.line() == line
                && event.what().equals("sent")
                && event.detail().equals("pong");
    }

    List<PeerEvent> all() {
        return program.out().all().stream()
                .map(Printed::text)
                .map(PeerEvent::parse)
                .toList();
    }

    /** Each line has been left alone so far, and its server still answers it. */
    void assertServed() {
        assertThat(all()).extracting(PeerEvent::what).doesNotContain("finished", "failed", "unsent");
        for (int line = 0; line < ports.length; line++) {
            ask(line);
        }
    }
}
