package io.linekeeper.lab;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A machine of a {@link Network}: a network namespace, its processes and its cable. Any thread may call. */
public final class Host {
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final Supplier<Namespace> power;
    private final @Nullable Cable cable;
    private final List<Program> programs = new CopyOnWriteArrayList<>();
    private volatile @Nullable Namespace namespace;

    /** A host without a cable of its own is a router. It is off until {@link #powerOn()}. */
    Host(String name, Supplier<Namespace> power, @Nullable Cable cable) {
        this.name = name;
        this.power = power;
        this.cable = cable;
    }

    /** Returns its name in the network: server, router, device or neighbour. */
    public String name() {
        return name;
    }

    /**
     * Returns its IPv4 address, the same after every restart.
     *
     * @throws IllegalStateException for the router, which has several
     */
    public String address() {
        return cable().hostAddress();
    }

    /**
     * Runs a short command to its end and returns what it printed.
     *
     * @throws LabException if its exit code is not 0, with what it printed, or if it takes longer than 10 s
     */
    public String run(String... command) {
        try (Program program = Program.start(name, running().entrance(), List.of(command))) {
            return program.output(COMMAND_LIMIT);
        }
    }

    /** Starts a command that goes on until it is closed or this host goes down. */
    public Program start(String... command) {
        return start(List.of(command));
    }

    /** Starts a command that goes on until it is closed or this host goes down. */
    public Program start(List<String> command) {
        Program program = Program.start(name, running().entrance(), command);
        programs.add(program);
        return program;
    }

    /** Returns what its kernel knows of TCP sockets now: those of all states, with or without a process. */
    public List<TcpSocket> sockets() {
        return run("ss", "-tanioHO").lines().map(TcpSocket::parse).toList();
    }

    /**
     * Sets a kernel parameter of this host alone.
     *
     * @param key for example {@code net.ipv4.tcp_retries2}
     */
    public void sysctl(String key, String value) {
        run("sh", "-c", "echo \"$1\" > \"$2\"", "sysctl", value, "/proc/sys/" + key.replace('.', '/'));
    }

    /** Runs commands one after the other, up to the first that fails. */
    void shell(String... commands) {
        run("sh", "-ec", String.join("\n", commands));
    }

    /** Whether its kernel sees a signal on its cable. */
    boolean hasCarrier() {
        return !run("ip", "link", "show", "eth0").contains("NO-CARRIER");
    }

    void pullCable() {
        cable().pull();
    }

    void plugCable() {
        cable().plug();
    }

    /** Boots if it has not yet. */
    synchronized void powerOnOnce() {
        if (namespace == null) {
            powerOn();
        }
    }

    /** Boots: a new kernel state, the same address. Nothing is left of it if that fails, for example since the router is down. */
    synchronized void powerOn() {
        Namespace fresh = power.get();
        namespace = fresh;
        try {
            boot(fresh);
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    private void boot(Namespace fresh) {
        shell("ip link set lo up");
        if (cable != null) {
            cable.lay(fresh);
            shell(cable.hostSetUp());
        }
    }

    /**
     * Takes the power away. The cable goes first, so that the end of the processes puts nothing on the wire; then they end, and the
     * kernel forgets all connections.
     */
    synchronized void powerOff() {
        cable().remove();
        end();
    }

    /** Kills the processes and gives up the namespace. No effect if it is down. */
    synchronized void end() {
        Namespace last = namespace;
        namespace = null;
        if (last != null) {
            last.close();
        }
        programs.forEach(Program::close);
        programs.clear();
    }

    private Namespace running() {
        Namespace now = namespace;
        if (now == null) {
            throw new LabException("the " + name + " is down");
        }
        return now;
    }

    private Cable cable() {
        if (cable == null) {
            throw new IllegalStateException("the " + name + " has no cable of its own; ask the host at the other end");
        }
        return cable;
    }

    @Override
    public String toString() {
        return name;
    }
}
