package io.linekeeper.sim.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A machine: its kernel, which can pause, vanish and come back. */
public final class Host {
    private final Network network;
    private final String name;
    private final Map<Host, Path> paths = new LinkedHashMap<>();
    private final Map<Host, Long> connects = new HashMap<>();
    private final Map<Integer, Listener> listeners = new HashMap<>();
    private final Set<Endpoint> endpoints = new LinkedHashSet<>();
    private final List<Runnable> atResume = new ArrayList<>();
    private boolean up = true;
    private boolean paused;

    Host(Network network, String name) {
        this.network = network;
        this.name = name;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /**
     * Takes connections on a port until it is closed or the host crashes. The kernel does the handshake by itself;
     * {@code accepted} is an event of its own when it is done.
     *
     * @throws IllegalStateException if somebody listens there, or the host is down
     */
    public Listener listen(int port, Consumer<Socket> accepted) {
        requireUp();
        if (listeners.containsKey(port)) {
            throw new IllegalStateException("port " + port + " of " + name + " is taken; close its listener first");
        }
        Listener listener = new Listener(this, port, accepted);
        listeners.put(port, listener);
        return listener;
    }

    /**
     * Begins a connection to a port of another host, from a new port of this one.
     *
     * @throws IllegalStateException if this host is down
     */
    public Socket connect(Host to, int port, SocketEvents events) {
        requireUp();
        long ordinal = connects.merge(to, 1L, Long::sum);
        Flow flow = new Flow(network, pathTo(to), this, to, port, ordinal);
        return flow.open(events);
    }

    /**
     * The machine stands still, as a virtual machine that is paused does: what arrives is lost, its kernel's timers do not run,
     * its programs are told nothing (and must do nothing). Nothing if it is paused or down.
     */
    public void pause() {
        if (up && !paused) {
            paused = true;
            changed();
        }
    }

    /** It goes on: timers that came due fire now, and its programs are told what they would have been. */
    public void resume() {
        if (paused) {
            paused = false;
            changed();
            atResume.forEach(happening -> agenda().at(agenda().now(), happening));
            atResume.clear();
        }
    }

    /** It vanishes without a word, with all its connections and listeners. */
    public void crash() {
        up = false;
        paused = false;
        listeners.clear();
        atResume.clear();
        changed();
        List.copyOf(endpoints).forEach(Endpoint::vanish);
    }

    /** It is back after a crash, empty: segments of connections that it does not know are answered with a reset. */
    public void boot() {
        if (!up) {
            up = true;
            changed();
        }
    }

    /** Whether it has not crashed, or is back. */
    public boolean isUp() {
        return up;
    }

    /** Whether it is paused. */
    public boolean isPaused() {
        return paused;
    }

    /** Whether its kernel takes part in what happens. */
    boolean isRunning() {
        return up && !paused;
    }

    Agenda agenda() {
        return network.agenda();
    }

    NetworkOptions options() {
        return network.options();
    }

    Path pathTo(Host other) {
        if (other == this) {
            throw new IllegalArgumentException("a path from " + name + " to itself; name two hosts");
        }
        Path path = paths.get(other);
        if (path == null) {
            path = new Path(this, other, options().loss());
            paths.put(other, path);
            other.paths.put(this, path);
        }
        return path;
    }

    @Nullable
    Listener listener(int port) {
        return listeners.get(port);
    }

    void closed(Listener listener, int port) {
        listeners.remove(port, listener);
    }

    void add(Endpoint endpoint) {
        endpoints.add(endpoint);
    }

    void remove(Endpoint endpoint) {
        endpoints.remove(endpoint);
    }

    /** Has something happen when this host, which is paused, resumes. */
    void atResume(Runnable happening) {
        atResume.add(happening);
    }

    private void changed() {
        paths.values().forEach(Path::changed);
    }

    private void requireUp() {
        if (!up) {
            throw new IllegalStateException(name + " is down; boot it first");
        }
    }
}
