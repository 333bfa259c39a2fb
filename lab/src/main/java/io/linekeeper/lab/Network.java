package io.linekeeper.lab;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network of machines, server - router - device and a neighbour of the device, in namespaces of this machine. Closing it removes all of it; any number can
 * exist at the same time and never meet, each on addresses of its own world. Any thread may call.
 */
public final class Network implements AutoCloseable {
    /** The environment variable that, set to 1, makes a missing ability a failure and no reason to skip. */
    public static final String REQUIRED = "LINEKEEPER_REQUIRE_FAULT_TESTS";

    private static final AtomicInteger MADE = new AtomicInteger();

    private final Host router;
    private final Host server;
    private final Host device;
    private final Host neighbour;

    private Network() {
        String prefix = "lk-" + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet() + "-";
        Namespace ground = Namespace.open(prefix + "router");
        router = new Host("router", () -> ground, null);
        server = wired("server", "10.77.1", prefix, ground);
        device = wired("device", "10.77.2", prefix, ground);
        neighbour = wired("neighbour", "10.77.3", prefix, ground);
    }

    private Host wired(String name, String subnet, String prefix, Namespace ground) {
        return new Host(name, () -> ground.another(prefix + name), new Cable(router, "to-" + name, subnet));
    }

    /**
     * Makes a network; every machine is up and reaches every other.
     *
     * @throws LabException if that is not possible here, with the reason
     */
    public static Network make() {
        Network network = new Network();
        try {
            network.router.powerOn();
            network.router.sysctl("net.ipv4.ip_forward", "1");
            network.server.powerOn();
            network.device.powerOn();
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** Returns why no network with faults can be made here; empty if it can. Tried once a process, by making one. */
    public static Optional<String> unavailableReason() {
        return Trial.REASON;
    }

    /**
     * Returns why tests that need a network are to be skipped; empty if they are to run.
     *
     * @throws LabException if there is a reason, but {@link #REQUIRED} forbids to skip
     */
    public static Optional<String> reasonToSkip() {
        Optional<String> reason = unavailableReason();
        if (reason.isPresent() && "1".equals(System.getenv(REQUIRED))) {
            throw new LabException("fault tests are required (" + REQUIRED + "=1), but " + reason.get());
        }
        return reason;
    }

    /** Returns the machine where the program under test usually runs. */
    public Host server() {
        return server;
    }

    /** Returns the machine between the two others, which forwards. */
    public Host router() {
        return router;
    }

    /** Returns the machine of the remote peers. */
    public Host device() {
        return device;
    }

    /** Returns a second machine of remote peers, beside the device. It is switched on when it is first asked for. */
    public Host neighbour() {
        neighbour.powerOnOnce();
        return neighbour;
    }

    /** Kills every process of the network and removes it. */
    @Override
    public void close() {
        try {
            device.end();
        } finally {
            try {
                neighbour.end();
            } finally {
                try {
                    server.end();
                } finally {
                    router.end();
                }
            }
        }
    }

    private static final class Trial {
        static final Optional<String> REASON = reason();

        private static Optional<String> reason() {
            try (Network network = make();
                    Fault fault = new BlackHole(network, Direction.BOTH)) {
                fault.inject();
                network.server().sockets();
                return Optional.empty();
            } catch (LabException e) {
                return Optional.of("no network namespaces with faults can be made here: " + e.getMessage());
            }
        }
    }
}
