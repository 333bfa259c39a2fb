package io.linekeeper.lab.experiment;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.Printed;
import io.linekeeper.lab.Program;
import io.linekeeper.lab.TcpSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@link ServerProgram} that runs on the server of a network, seen from the experiment. It ends with the network. */
final class Server {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration REACTION = Duration.ofSeconds(10);

    private final Host host;
    private final Program program;
    private final int first;
    private int next;

    private Server(Host host, Program program) {
        this.host = host;
        this.program = program;
        first = program.out().size();
        next = first;
    }

    /** Starts it, and returns when it listens. */
    static Server on(Network network, Terms... terms) {
        Host host = network.server();
        Program program = host.start(ServerProgram.command(host.address(), Arrays.asList(terms)));
        program.out().await("listening"::equals, START);
        return new Server(host, program);
    }

    /** Where clients find that port. */
    String place(int port) {
        return host.address() + ":" + port;
    }

    /** Has it write on all lines of that port. */
    void write(int port, int bytes) {
        program.tell("write " + port + " " + bytes);
    }

    /** Waits for something to happen at that port; returns at once if it has. */
    ServerEvent await(int port, String what) {
        return ServerEvent.parse(program.out()
                .await(first, line -> line.matches("\\d+ " + port + " \\d+ " + what + ".*"), REACTION)
                .text());
    }

    /** The error or the silence that ended a line of that port, if one has. */
    Optional<ServerEvent> found(int port) {
        return events(first)
                .filter(event -> event.port() == port && (event.is("error") || event.is("silent")))
                .findFirst();
    }

    /** How much has happened since that moment. */
    long countSince(long nanos) {
        return events(first).filter(event -> event.nanos() - nanos >= 0).count();
    }

    /** Notes what has happened since the last time. */
    void report(Journal journal) {
        report(journal, event -> true);
    }

    /** Notes what has happened since the last time, as far as it is wanted. */
    void report(Journal journal, Predicate<ServerEvent> wanted) {
        List<ServerEvent> fresh = events(next).toList();
        next += fresh.size();
        fresh.stream()
                .filter(wanted)
                .forEach(event -> journal.add(event.nanos(), "server, port " + event.port() + ": " + event.what()));
    }

    private Stream<ServerEvent> events(int from) {
        return program.out().all().stream().skip(from).map(Printed::text).map(ServerEvent::parse);
    }

    /** The connections of that port, as its kernel shows them now. */
    List<TcpSocket> sockets(int port) {
        return host.sockets().stream()
                .filter(socket ->
                        socket.local().endsWith(":" + port) && !socket.state().equals("LISTEN"))
                .toList();
    }

    /** The connections of that port, as {@code ss -tano} shows them now. */
    String ss(int port) {
        List<TcpSocket> sockets = sockets(port);
        return sockets.isEmpty()
                ? "ss: nothing at port " + port
                : sockets.stream().map(Server::shown).collect(Collectors.joining("\n"));
    }

    private static String shown(TcpSocket socket) {
        return String.join(
                " ",
                "ss:",
                socket.state(),
                Long.toString(socket.unread()),
                Long.toString(socket.unacknowledged()),
                socket.local(),
                socket.remote(),
                KernelTimer.of(socket).map(KernelTimer::toString).orElse("(no timer)"));
    }
}
