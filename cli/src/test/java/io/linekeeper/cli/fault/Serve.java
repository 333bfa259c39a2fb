package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.Program;
import io.linekeeper.lab.TcpSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The gateway as its users run it: the packaged jar's {@code serve} on a host of the lab. */
final class Serve {
    static final int FIXED1028 = 7778;
    static final int LENGTH16 = 7779;

    private final Host host;
    private final int port;
    private final Program program;
    private final Events events;
    private final long socketsAtFirst;

    private Serve(Host host, int port, Program program) {
        this.host = host;
        this.port = port;
        this.program = program;
        events = new Events(program.out());
        program.err().await(line -> line.startsWith("ready"), Waits.START);
        socketsAtFirst = openSockets();
    }

    /**
     * Starts {@code serve} with one listener and returns when it is ready.
     *
     * @param options as on a command line, with spaces between them
     */
    static Serve on(Host host, String protocol, int port, String options) {
        return on(host, Jar.command("serve"), protocol, port, options);
    }

    /**
     * As {@link #on(Host, String, int, String)}, where another command runs the jar.
     *
     * @param serve up to and with the word {@code serve}
     */
    static Serve on(Host host, List<String> serve, String protocol, int port, String options) {
        return on(host, port, serve, listen(host, protocol, port), options);
    }

    /** Starts {@code serve} with a listener for each protocol. */
    static Serve ofBothProtocols(Host host, String options) {
        List<String> listen = new ArrayList<>(listen(host, "fixed1028", FIXED1028));
        listen.addAll(listen(host, "length16", LENGTH16));
        return on(host, FIXED1028, Jar.command("serve"), listen, options);
    }

    private static Serve on(Host host, int port, List<String> serve, List<String> listen, String options) {
        List<String> command = new ArrayList<>(serve);
        command.addAll(listen);
        command.addAll(Arrays.asList(options.split(" ")));
        command.addAll(List.of("--events", "-"));
        return new Serve(host, port, host.start(command));
    }

    private static List<String> listen(Host host, String protocol, int port) {
        return List.of("--listen", protocol + ":" + host.address() + ":" + port);
    }

    Program program() {
        return program;
    }

    Events events() {
        return events;
    }

    /** Where it listens, first of all. */
    String address() {
        return address(port);
    }

    String address(int listenerPort) {
        return host.address() + ":" + listenerPort;
    }

    void awaitConnected(int peerPort) {
        events.await("connected", peerPort, Waits.REACTION);
    }

    ServeEvent awaitVerdict(int peerPort, Duration limit) {
        return events.await("verdict", peerPort, limit);
    }

    /** What its kernel knows now of the connection from that port. */
    TcpSocket socket(int peerPort) {
        return Wire.socket(host, socket -> socket.remote().endsWith(":" + peerPort));
    }

    /** When data of the peer last arrived, by its kernel. */
    Moment lastData(int peerPort) {
        return Wire.since("lastrcv", () -> socket(peerPort));
    }

    /** When any segment of the peer last arrived, by its kernel. */
    Moment lastSegment(int peerPort) {
        return Wire.since("lastack", () -> socket(peerPort));
    }

    void assertNoVerdict(int... peerPorts) {
        for (int peerPort : peerPorts) {
            assertThat(events.of(peerPort))
                    .extracting(ServeEvent::event)
                    .as("events of the live line from port %s: %s", peerPort, events.of(peerPort))
                    .contains("connected")
                    .doesNotContain("verdict", "closed");
        }
    }

    /** All its lines have ended or do so now: each once, no descriptor is kept, and no connection that needs its peer. */
    void assertCleanedUp(Duration drain) {
        long lines = events.named("connected").size();
        Waits.until(
                () -> "not all " + lines + " lines are closed: " + events.histories(),
                drain.plus(Waits.REACTION),
                () -> events.named("closed").size() >= lines);
        events.assertEachLineEndedOnce();
        Waits.until(() -> "sockets still open", Waits.REACTION, () -> openSockets() <= socketsAtFirst);
        Waits.until(
                () -> "left behind in the kernel: " + leftBehind(),
                drain,
                () -> leftBehind().isEmpty());
    }

    /** What its process has open, sockets and all else. */
    long descriptors() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + program.pid() + "/fd"))) {
            return descriptors.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many segments with RST its host has sent: what is thrown away unread is answered by one. */
    long resetsSent() {
        return Kernel.counter(program, "Tcp", "OutRsts");
    }

    /** The states of its connections by the other end; a connection that is over has none. */
    Map<String, String> states() {
        return Kernel.states(program, port);
    }

    /** The states of its connections from that port: none, or one. */
    List<String> statesOf(int peerPort) {
        return states().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(":" + peerPort))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Connections that are not over; TIME-WAIT and FIN-WAIT-2 without a process end by themselves (tcp_fin_timeout). */
    private List<TcpSocket> leftBehind() {
        return host.sockets().stream()
                .filter(socket -> socket.local().endsWith(":" + port))
                .filter(socket -> !List.of("LISTEN", "TIME-WAIT").contains(socket.state()))
                .filter(socket -> !socket.details().contains("timer:(timewait,"))
                .toList();
    }

    /** Asks it to end, and it ends as it should. */
    void end() {
        program.signal("TERM");
        assertThat(program.awaitExit(Waits.REACTION)).isZero();
    }

    private long openSockets() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + program.pid() + "/fd"))) {
            return descriptors.filter(Serve::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
