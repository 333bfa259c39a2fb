package io.linekeeper.lab.matrix;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.LabException;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.Program;
import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.DetectorServer;
import io.linekeeper.lab.detector.ServerEvent;
import io.linekeeper.lab.detector.ServerEvent.Kind;
import io.linekeeper.lab.scene.Agenda;
import io.linekeeper.lab.scene.Scene;
import io.linekeeper.lab.scene.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A network of its own for one scene, a program with all detectors, one with all lines of the device, one with those of the neighbour. */
final class LiveStage implements Stage, AutoCloseable {
    /** For programs to start on a busy machine. */
    private static final Duration START = Duration.ofSeconds(60);

    private final Scene scene;
    private final List<Detector> detectors;
    private final Network network;
    private final String deviceSeenAs;
    private final DetectorProgram server;
    private final Agenda agenda = new Agenda();
    private final List<Observation.Note> notes = new CopyOnWriteArrayList<>();
    private @Nullable LinesOfHost device;

    private LiveStage(Scene scene, List<Detector> detectors, Network network) {
        this.scene = scene;
        this.detectors = List.copyOf(detectors);
        this.network = network;
        this.deviceSeenAs = scene.prepare(network);
        this.server = new DetectorProgram(network.server(), this.detectors, START);
    }

    /**
     * Sets the stage: all lines are up that are to be up before the fault.
     *
     * @throws LabException if that does not work, with the reason; nothing is left then
     */
    static LiveStage set(Scene scene, List<Detector> detectors) {
        Network network = Network.make();
        try {
            LiveStage stage = new LiveStage(scene, detectors, network);
            stage.open();
            return stage;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private void open() {
        if (scene.sparesNeighbour()) {
            Host neighbour = network.neighbour();
            awaitAccepted(linesOf(neighbour, neighbour.address(), 1, 0, detector -> new String[0]));
        }
        if (scene.connectsBefore()) {
            connect();
            awaitAccepted(lines());
        }
    }

    private LinesOfHost linesOf(Host host, String seenAs, int lines, int spared, Function<Detector, String[]> more) {
        List<List<String>> groups = new ArrayList<>();
        for (Detector detector : detectors) {
            List<String> group = new ArrayList<>();
            group.add(network.server().address() + ":" + (DetectorServer.FIRST_PORT + groups.size()));
            group.addAll(List.of(detector.device().arguments()));
            group.addAll(List.of("--lines", Integer.toString(lines + spared), "--device", host.name()));
            group.addAll(List.of(more.apply(detector)));
            groups.add(group);
        }
        return new LinesOfHost(host, seenAs, groups, lines, lines + spared, START);
    }

    private void awaitAccepted(LinesOfHost lines) {
        for (int number = 0; number < detectors.size(); number++) {
            for (String peer : lines.addresses(number)) {
                server.awaitAccepted(detectors.get(number).id(), peer, START);
            }
        }
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
        return server.program();
    }

    @Override
    public Program device() {
        return lines().program();
    }

    @Override
    public int[] portsOf(Detector detector) {
        return lines().ports(detectors.indexOf(detector));
    }

    @Override
    public Set<Integer> acceptedBy(Detector detector) {
        String host = deviceSeenAs + ":";
        return events(detector).stream()
                .filter(event -> event.kind() == Kind.ACCEPTED && event.peer().startsWith(host))
                .map(event -> Integer.valueOf(event.peer().substring(host.length())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void connect() {
        device = linesOf(network.device(), deviceSeenAs, scene.lines(), scene.spared(), scene::device);
    }

    private LinesOfHost lines() {
        LinesOfHost connected = device;
        if (connected == null) {
            throw new IllegalStateException("the device is not connected yet");
        }
        return connected;
    }

    @Override
    public void order(String command) {
        server.order(command);
    }

    @Override
    public void later(Duration delay, Runnable what) {
        agenda.later(delay, what);
    }

    @Override
    public void proveAtEnd(Runnable proof) {
        agenda.proveAtEnd(proof);
    }

    /** Has the scene prove, now that the watched time is over, that it was what it says. */
    void prove() {
        var unused = agenda.prove();
    }

    @Override
    public void note(String what) {
        notes.add(new Observation.Note(System.nanoTime(), what));
    }

    List<Observation.Note> notes() {
        return List.copyOf(notes);
    }

    /** All that this detector told so far. */
    List<ServerEvent> events(Detector detector) {
        return server.events().stream()
                .filter(event -> event.detector().equals(detector.id()))
                .toList();
    }

    /** {@link System#nanoTime()} when the first of the device's lines to this detector was connected, accepted or not. */
    long firstConnected(Detector detector) {
        return lines().firstConnected(detectors.indexOf(detector));
    }

    /** The addresses of the device's lines, as the server sees them. */
    List<String> watched(Detector detector) {
        return lines().addresses(detectors.indexOf(detector));
    }

    /**
     * Tells what has gone wrong on the stage itself.
     *
     * @throws LabException if what was to be done later failed, or the program with the detectors has ended
     */
    void requireSound() {
        for (Throwable failure : agenda.failures()) {
            throw new LabException("what was to be done later failed: " + LabException.sentence(failure), failure);
        }
        if (!server().alive()) {
            throw new LabException("the program with the detectors has ended: "
                    + server().err().text());
        }
    }

    /** Ends all programs and removes the network, also on a thread that has been interrupted. */
    @Override
    public void close() {
        agenda.close();
        boolean interrupted = Thread.interrupted();
        try {
            network.close();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
