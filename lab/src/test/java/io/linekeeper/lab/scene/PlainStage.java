package io.linekeeper.lab.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.LabException;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.Peer;
import io.linekeeper.lab.PeerEvent;
import io.linekeeper.lab.Printed;
import io.linekeeper.lab.Program;
import io.linekeeper.lab.TcpSocket;
import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.DetectorServer;
import io.linekeeper.lab.detector.Device;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A stage with a server that detects nothing, on two ports, so that all that is seen is what the scene does. */
final class PlainStage implements Stage, AutoCloseable {
    /** For what comes at once, on a busy machine. */
    static final Duration REACTION = Duration.ofSeconds(20);

    /** To see that something does not come. */
    static final Duration SILENCE = Duration.ofSeconds(1);

    /** The shorter bound, and the one for which the other port stands. */
    static final Duration SHORT = Duration.ofSeconds(5);

    static final Duration LONG = Duration.ofSeconds(7);

    private final Scene scene;
    private final Network network;
    private final List<Detector> detectors = List.of(
            new PlainDetector("short", Device.SILENT, Optional.of(SHORT)),
            new PlainDetector("long", Device.SILENT, Optional.of(LONG)));
    private final Program server;
    private final Program neighbour;
    private final Agenda agenda = new Agenda();
    private final List<Printed> notes = new CopyOnWriteArrayList<>();
    private final String address;
    private @Nullable Program device;

    private PlainStage(Scene scene, Network network) {
        this.scene = scene;
        this.network = network;
        address = scene.prepare(network);
        server = network.server().start(PlainServer.command(DetectorServer.FIRST_PORT, detectors.size()));
        server.out().await("listening"::equals, REACTION);
        neighbour = start(network.neighbour(), 1, detector -> new String[0]);
        awaitAccepted(detectors.size());
        if (scene.connectsBefore()) {
            connect();
            awaitAccepted(detectors.size() * (1 + each()));
        }
    }

    /** Where the scene of that name can be played: all its lines are up. */
    static PlainStage of(String id) {
        Scene scene = Scenes.all().stream()
                .filter(any -> any.id().equals(id))
                .findFirst()
                .orElseThrow();
        Network network = Network.make();
        try {
            return new PlainStage(scene, network);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    long play() {
        return scene.play(this);
    }

    /** How many lines of the device there are to each port, those that the scene spares included. */
    private int each() {
        return scene.lines() + scene.spared();
    }

    /** How many lines of the device are watched, to both ports. */
    int watched() {
        return scene.lines() * detectors.size();
    }

    /** The address from which the server sees the device. */
    String deviceSeenAs() {
        return address;
    }

    private interface More {
        String[] arguments(Detector detector);
    }

    private Program start(Host host, int lines, More more) {
        List<List<String>> groups = new ArrayList<>();
        for (Detector detector : detectors) {
            List<String> group = new ArrayList<>();
            group.add(network.server().address() + ":" + (DetectorServer.FIRST_PORT + groups.size()));
            group.addAll(List.of(detector.device().arguments()));
            group.addAll(List.of("--lines", Integer.toString(lines)));
            group.addAll(List.of(more.arguments(detector)));
            groups.add(group);
        }
        Program program = host.start(Peer.command(groups));
        program.out().await(line -> line.contains(" " + (lines * groups.size() - 1) + " connected "), REACTION);
        return program;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public List<Detector> detectors() {
        return detectors;
    }

    @Override
    public Program server() {
        return server;
    }

    @Override
    public Program device() {
        if (device == null) {
            throw new IllegalStateException("not connected");
        }
        return device;
    }

    Program neighbour() {
        return neighbour;
    }

    @Override
    public int[] portsOf(Detector detector) {
        int first = detectors.indexOf(detector) * each();
        return IntStream.range(first, first + scene.lines())
                .map(line -> Integer.parseInt(PeerEvent.parse(device().out()
                                .await(text -> text.contains(" " + line + " connected "), REACTION)
                                .text())
                        .detail()))
                .toArray();
    }

    /** The server does not say to which of its ports a line is: those of other detectors are left out. */
    @Override
    public Set<Integer> acceptedBy(Detector detector) {
        Set<Integer> others = new HashSet<>();
        detectors.stream()
                .filter(other -> !other.equals(detector))
                .forEach(other -> IntStream.of(portsOf(other)).forEach(others::add));
        String host = address + ":";
        return server.out().matching(line -> line.startsWith(host) && line.endsWith(" accepted")).stream()
                .map(line -> Integer.valueOf(
                        line.text().substring(host.length(), line.text().indexOf(' '))))
                .filter(port -> !others.contains(port))
                .collect(Collectors.toSet());
    }

    @Override
    public void connect() {
        device = start(network.device(), each(), scene::device);
    }

    @Override
    public void order(String command) {
        int from = server.out().size();
        server.tell(command);
        server.out().await(from, ("done " + command)::equals, REACTION);
    }

    @Override
    public void later(Duration delay, Runnable what) {
        agenda.later(delay, what);
    }

    @Override
    public void proveAtEnd(Runnable proof) {
        agenda.proveAtEnd(proof);
    }

    /** Has the scene prove that it is still what it says. */
    void prove() {
        assertThat(agenda.prove()).isPositive();
    }

    /** What failed of that which was to be done later. */
    List<Throwable> failures() {
        return agenda.failures();
    }

    @Override
    public void note(String what) {
        notes.add(new Printed(System.nanoTime(), what));
    }

    /** The note that begins so, once there is one. */
    Printed awaitNote(String begin) {
        until(
                "no note '" + begin + "'",
                () -> notes.stream().anyMatch(note -> note.text().startsWith(begin)));
        return notes.stream()
                .filter(note -> note.text().startsWith(begin))
                .findFirst()
                .orElseThrow();
    }

    /** What the server says of the device's watched line number {@code line} now: for example {@code read 10}. */
    boolean serverSays(int line, String what) {
        return server.out().all().stream().anyMatch(printed -> printed.text().equals(addressOf(line) + " " + what));
    }

    /** Whether the server says that of any line. */
    boolean serverSays(String what) {
        return !server.out().matching(line -> line.endsWith(" " + what)).isEmpty();
    }

    Printed awaitServer(int line, String what) {
        return server.out().await((addressOf(line) + " " + what)::equals, REACTION);
    }

    /** Returns when the server has accepted so many lines, the neighbour's included. */
    void awaitAccepted(int lines) {
        until(
                "the server accepts " + lines + " lines",
                () -> server.out().matching(line -> line.endsWith(" accepted")).size() >= lines);
    }

    /** The device's line as the server sees it. */
    private String addressOf(int line) {
        return address + ":" + Ports.ofAll(this)[line];
    }

    /** The server's sockets of the device's lines. */
    List<TcpSocket> atServer() {
        Set<String> wanted = new HashSet<>();
        Arrays.stream(Ports.ofAll(this)).forEach(port -> wanted.add(address + ":" + port));
        return network.server().sockets().stream()
                .filter(socket -> wanted.contains(socket.remote()))
                .toList();
    }

    /** The device's sockets of its lines. */
    List<TcpSocket> atDevice() {
        Set<String> wanted = new HashSet<>();
        Arrays.stream(Ports.ofAll(this))
                .forEach(port -> wanted.add(network.device().address() + ":" + port));
        return network.device().sockets().stream()
                .filter(socket -> wanted.contains(socket.local()))
                .toList();
    }

    /** Whether bytes of the neighbour still come back. */
    boolean neighbourLives() {
        int from = neighbour.out().size();
        neighbour.tell("all data 17");
        for (int line = 0; line < detectors.size(); line++) {
            String echo = " " + line + " read bytes-17";
            neighbour.out().await(from, text -> text.endsWith(echo), REACTION);
        }
        return true;
    }

    static void until(String otherwise, BooleanSupplier so) {
        long deadline = System.nanoTime() + REACTION.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                throw new LabException(otherwise + " (waited " + REACTION + ")");
            }
            sleep(Duration.ofMillis(10));
        }
    }

    static void sleep(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        }
    }

    @Override
    public void close() {
        agenda.close();
        network.close();
    }
}
