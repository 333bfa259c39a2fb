package io.linekeeper.sim.net;

import java.time.Duration;

/** A server, a client, the path between them (there: from the client to the server), and one connection over it. */
final class Scene {
    /**
     * The first time-out that fits the measured back-off is 0.2125 s: an outage of 30 s was heard of after 255 of it, and 15
     * retransmissions took 1023 of it and 720 s. So the round trip is 12.5 ms here.
     */
    static final NetworkOptions MEASURED =
            NetworkOptions.defaults().withDelay(Duration.ofNanos(6_250_000), Duration.ofNanos(6_250_000));

    static final int PORT = 7;

    private static final double SLICE_SECONDS = 0.05;

    final Agenda agenda = new Agenda(0);
    final Network network;
    final Host server;
    final Host client;
    final Path path;
    final Ears serverEars;
    final Ears clientEars;
    Socket atServer;
    Socket atClient;

    Scene() {
        this(MEASURED);
    }

    Scene(NetworkOptions options) {
        network = new Network(agenda, 1, options);
        server = network.host("server");
        client = network.host("client");
        path = network.path(client, server);
        serverEars = new Ears(agenda);
        clientEars = new Ears(agenda);
    }

    /** A scene with the connection established, where a byte of the client has just been read and acknowledged. */
    static Scene connected() {
        return connected(MEASURED);
    }

    static Scene connected(NetworkOptions options) {
        Scene scene = new Scene(options);
        scene.connect();
        scene.atClient.write("hello", 1);
        scene.pass(0.05);
        return scene;
    }

    void connect() {
        server.listen(PORT, socket -> {
            atServer = socket;
            socket.events(serverEars);
        });
        atClient = client.connect(server, PORT, clientEars);
        pass(0.05);
    }

    double now() {
        return agenda.now() / 1e9;
    }

    void pass(double seconds) {
        long until = agenda.now() + (long) (seconds * 1e9);
        while (agenda.next(until)) {
            // One event after the other.
        }
    }

    /** Has something happen every so many seconds, from one such time on. */
    void every(double seconds, Runnable happening) {
        agenda.after((long) (seconds * 1e9), () -> {
            happening.run();
            every(seconds, happening);
        });
    }

    /** The client beats, as long as its socket takes it. */
    void clientBeats(double seconds) {
        every(seconds, () -> atClient.write("beat", 4));
    }

    void keepAlive(int idle, int interval, int probes) {
        atServer.keepAlive(Duration.ofSeconds(idle), Duration.ofSeconds(interval), probes);
    }

    void userTimeout(int seconds) {
        atServer.userTimeout(Duration.ofSeconds(seconds));
    }

    /** After how many seconds from now the server's kernel gives the connection up; infinite if not within a limit. */
    double serverFailsAfter(double limit) {
        double from = now();
        pass(limit);
        return serverEars.error == null ? Double.POSITIVE_INFINITY : serverEars.failedNanos / 1e9 - from;
    }

    /** The client stops reading, and the server writes until both buffers are full. */
    void closeWindow() {
        clientEars.reads = false;
        fill();
        pass(0.5);
        fill();
    }

    /** The client reads so much and no more, while the server writes what its socket takes. */
    void clientReadsSlowly(int bytesPerSecond) {
        clientEars.reads = false;
        every(SLICE_SECONDS, () -> {
            fill();
            clientEars.read(atClient, (int) (bytesPerSecond * SLICE_SECONDS));
        });
    }

    private void fill() {
        for (int i = 0; i < 1_000_000 && atServer.write("bulk", 1000); i++) {
            // Until it is refused.
        }
    }
}
