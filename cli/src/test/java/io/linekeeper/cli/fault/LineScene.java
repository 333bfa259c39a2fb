package io.linekeeper.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A network with one server of {@code line}, and beside the devices of a test a live one that nothing may end. */
final class LineScene implements AutoCloseable {
    private static final int PORT = 7777;
    private static final String LIVE = "live";
    private static final String BEAT_MILLIS = "300";

    private final Network network = Network.make();
    private final Duration drain;
    private final Serve serve;
    private final Remote live;

    /** @param policy as on a command line */
    LineScene(String policy, Duration drain) {
        this.drain = drain;
        serve = Serve.on(
                network.server(),
                "line",
                PORT,
                policy + " --drain " + drain.toMillis() + "ms --allow-anonymous-devices");
        live = devices(network.router(), LIVE, 1, "--beat", BEAT_MILLIS);
    }

    Network network() {
        return network;
    }

    Serve serve() {
        return serve;
    }

    /** Devices that answer, each with its session. */
    Remote devices(String name, int count, String... options) {
        return devices(network.device(), name, count, options);
    }

    /** A device that beats, answers, and comes back when it is asked to. */
    Remote device(String name) {
        return devices(name, 1, "--beat", BEAT_MILLIS, "--back");
    }

    private Remote devices(Host host, String name, int count, String... options) {
        List<String> all = new ArrayList<>(List.of("--protocol", "line", "--answer", "--device", name));
        all.addAll(List.of(options));
        Remote remote = Remote.on(host, serve.address(), count, all.toArray(new String[0]));
        for (int line = 0; line < count; line++) {
            remote.awaitWelcome(line);
        }
        return remote;
    }

    /** The live device lives, each line ended once, and the server keeps nothing and ends when it is asked. */
    void assertAllWell() {
        assertThat(serve.events().named("verdict"))
                .noneMatch(verdict -> verdict.device().equals(LIVE + "-0"));
        int from = live.now();
        live.tell("0 data 100");
        live.await(from, 0, "read", "data-100", Waits.REACTION);
        live.tell("0 finish");
        serve.assertCleanedUp(drain);
        SessionStream.of(serve.events()).assertHolds();
        serve.end();
    }

    @Override
    public void close() {
        network.close();
    }
}
