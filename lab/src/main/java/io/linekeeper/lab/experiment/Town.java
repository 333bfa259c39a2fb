package io.linekeeper.lab.experiment;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.Host;
import io.linekeeper.lab.LabException;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.Peer;
import io.linekeeper.lab.PeerEvent;
import io.linekeeper.lab.Program;
import io.linekeeper.lab.TcpSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A server and its devices, which come back again and again, each time from a new port. */
final class Town implements AutoCloseable {
    private static final int PORT = 7001;
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final String READ = "read";

    private final Network network = Network.make();
    private final Host host = network.server();
    private final Program server;
    private final Program devices;
    private final List<String> client;

    /** The number of the latest line of each device. */
    private final int[] latest;

    private int lines;

    /**
     * Starts the server and lets each device connect once.
     *
     * @param listens what the server prints when it listens
     * @param client how the devices talk, as arguments of {@link Peer}
     */
    Town(Serving serving, String listens, int devices, int mostDescriptors, String... client) {
        this.client = List.of(client);
        server = host.start(serving.command(host.address(), PORT));
        server.out().await(line -> line.contains(listens), START);
        host.run("prlimit", "--pid", Long.toString(server.pid()), "--nofile=" + mostDescriptors);
        this.devices = network.device().start(peer("--lines", Integer.toString(devices)));
        latest = new int[devices];
        for (; lines < devices; lines++) {
            latest[lines] = lines;
            event(this.devices, lines, READ, START);
        }
    }

    /** The command of a server. */
    @FunctionalInterface
    interface Serving {
        List<String> command(String address, int port);
    }

    private List<String> peer(String... more) {
        List<String> arguments = new ArrayList<>(List.of(host.address() + ":" + PORT));
        arguments.addAll(client);
        arguments.addAll(List.of(more));
        return Peer.command(arguments.toArray(new String[0]));
    }

    private static PeerEvent event(Program peer, int line, String what, Duration limit) {
        return PeerEvent.parse(
                peer.out().await(text -> isEvent(text, line, what), limit).text());
    }

    private static boolean isEvent(String text, int line, String what) {
        return text.contains(" " + line + " " + what + " ");
    }

    /** The path of these devices' lines dies, and nobody tells; then each connects again. */
    void loseAndReturn(List<Integer> who) {
        int[] ports = who.stream().mapToInt(device -> portOf(latest[device])).toArray();
        new BlackHole(network, Direction.BOTH, ports).inject();
        who.forEach(this::comeBack);
    }

    /** These devices close their lines; then each connects again. */
    void hangUpAndReturn(List<Integer> who) {
        who.forEach(device -> devices.tell(latest[device] + " close"));
        who.forEach(this::comeBack);
    }

    private int portOf(int line) {
        return Integer.parseInt(event(devices, line, "connected", PATIENCE).detail());
    }

    private void comeBack(int device) {
        devices.tell(latest[device] + " again");
        latest[device] = lines++;
    }

    Census count(double seconds) {
        List<TcpSocket> sockets = host.sockets().stream()
                .filter(socket -> socket.local().endsWith(":" + PORT))
                .toList();
        return new Census(
                seconds,
                inState(sockets, "ESTAB").count(),
                inState(sockets, "CLOSE-WAIT").count(),
                descriptors(server.pid()),
                inState(sockets, "LISTEN").mapToLong(TcpSocket::unread).sum(),
                served());
    }

    private static Stream<TcpSocket> inState(List<TcpSocket> sockets, String state) {
        return sockets.stream().filter(socket -> socket.state().equals(state));
    }

    private long served() {
        boolean[] greeted = new boolean[lines];
        devices.out().matching(text -> text.contains(" " + READ + " ")).stream()
                .map(line -> PeerEvent.parse(line.text()).line())
                .filter(line -> line < greeted.length)
                .forEach(line -> greeted[line] = true);
        long served = 0;
        for (int line : latest) {
            served += greeted[line] ? 1 : 0;
        }
        return served;
    }

    private static long descriptors(long process) {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + process + "/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new LabException(
                    "the descriptors of process " + process + " cannot be counted: " + e.getMessage(), e);
        }
    }

    /** What the server complains of, if it does. */
    Optional<Stamped> complaint() {
        return server.out().matching(line -> line.contains(" cannot accept")).stream()
                .map(line -> Stamped.parse(line.text()))
                .findFirst();
    }

    /** Someone new connects: what he sees of the server. */
    String newcomer() {
        Program newcomer = network.neighbour().start(peer("--device", "newcomer"));
        long connected = event(newcomer, 0, "connected", START).nanos();
        if (!Watch.until(LOOK, PATIENCE, () -> heard(newcomer).isPresent())) {
            return "connects, and hears nothing of the server in " + PATIENCE.toSeconds() + " s";
        }
        long nanos = heard(newcomer).orElseThrow().nanos() - connected;
        return "connects, and is served after " + nanos / NANOS_PER_MILLI + " ms";
    }

    private static Optional<PeerEvent> heard(Program newcomer) {
        return newcomer.out().matching(text -> isEvent(text, 0, READ)).stream()
                .map(line -> PeerEvent.parse(line.text()))
                .findFirst();
    }

    @Override
    public void close() {
        network.close();
    }
}
