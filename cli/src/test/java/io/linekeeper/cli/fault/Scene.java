package io.linekeeper.cli.fault;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.Host;
import io.linekeeper.lab.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of its own with servers under test, and beside what a test cuts, lines to live peers which nothing may end: one
 * that beats and one that is idle and answers, for each server.
 */
final class Scene implements AutoCloseable {
    private static final String BEAT_MILLIS = "500";

    /** What servers are started with, so that the end of a scene does not take the default 5 s. */
    static final Duration DRAIN = Duration.ofSeconds(2);

    private static final String DRAIN_OPTION = " --drain 2s";

    private final Network network = Network.make();
    private final List<Serve> serves = new ArrayList<>();
    private final List<Controls> controls = new ArrayList<>();

    Network network() {
        return network;
    }

    /** A server of one protocol, and live peers on the device. */
    Serve serve(String protocol, int port, String options) {
        return serve(network.device(), protocol, port, options);
    }

    /** A server of one protocol, and live peers on that host. */
    Serve serve(Host live, String protocol, int port, String options) {
        return serve(live, Jar.command("serve"), protocol, port, options);
    }

    /** A server of one protocol that another command runs, up to and with the word {@code serve}. */
    Serve serve(Host live, List<String> command, String protocol, int port, String options) {
        Serve serve = Serve.on(network.server(), command, protocol, port, options + DRAIN_OPTION);
        serves.add(serve);
        control(serve, live, protocol, port);
        return serve;
    }

    /** A server of both protocols, and live peers of both on that host. */
    Serve serveBoth(Host live, String options) {
        Serve serve = Serve.ofBothProtocols(network.server(), options + DRAIN_OPTION);
        serves.add(serve);
        control(serve, live, "fixed1028", Serve.FIXED1028);
        control(serve, live, "length16", Serve.LENGTH16);
        return serve;
    }

    private void control(Serve serve, Host live, String protocol, int port) {
        String address = serve.address(port);
        controls.add(new Controls(
                serve,
                Remote.on(live, address, 1, "--protocol", protocol, "--answer", "--beat", BEAT_MILLIS),
                Remote.on(live, address, 1, "--protocol", protocol, "--answer")));
    }

    /** Lines from the device to a listener. */
    Remote remote(Serve serve, String protocol, int port, int lines, String... options) {
        List<String> all = new ArrayList<>(List.of("--protocol", protocol));
        all.addAll(List.of(options));
        Remote remote = Remote.on(network.device(), serve.address(port), lines, all.toArray(new String[0]));
        for (int peerPort : remote.ports()) {
            serve.awaitConnected(peerPort);
        }
        return remote;
    }

    /** Cuts that line alone, and returns when it was cut for sure. */
    long cut(int devicePort, Direction direction) {
        return new BlackHole(network, direction, devicePort).inject();
    }

    /** The live ones live and are served, everything that ends is cleaned up, and the servers end when they are asked. */
    void assertAllWell() {
        controls.forEach(Controls::assertServed);
        controls.forEach(Controls::finish);
        serves.forEach(serve -> serve.assertCleanedUp(DRAIN));
        serves.forEach(Serve::end);
    }

    @Override
    public void close() {
        network.close();
    }

    private record Controls(Serve serve, Remote beating, Remote idle) {
        void assertServed() {
            for (Remote live : List.of(beating, idle)) {
                serve.assertNoVerdict(live.ports());
                live.assertServed();
            }
        }

        void finish() {
            for (Remote live : List.of(beating, idle)) {
                live.tell("0 finish");
                ServeEvent verdict = serve.awaitVerdict(live.port(0), Waits.REACTION);
                Timing.assertFate(verdict, "FINISHED");
            }
        }
    }
}
