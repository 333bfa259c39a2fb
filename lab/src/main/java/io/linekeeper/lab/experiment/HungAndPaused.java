package io.linekeeper.lab.experiment;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.Fault;
import io.linekeeper.lab.Freeze;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.Peer;
import io.linekeeper.lab.Program;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A process that hangs, and a machine that is paused, as keepalive, a user time-out and a heartbeat see them. */
final class HungAndPaused implements Experiment {
    private static final int KEEPALIVE = 7001;
    private static final int KEEPALIVE_WRITES = 7002;
    private static final int USER_TIMEOUT = 7003;
    private static final int USER_TIMEOUT_WRITES = 7004;
    private static final int HEARTBEAT = 7005;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LOOKED_AT = Duration.ofSeconds(20);

    /** What finds what at which port. */
    private final Map<Integer, String> detectors = new LinkedHashMap<>();

    HungAndPaused() {
        detectors.put(KEEPALIVE, "keepalive 1,1,10, idle line");
        detectors.put(KEEPALIVE_WRITES, "keepalive 1,1,10, the server writes");
        detectors.put(USER_TIMEOUT, "keepalive 1,1,10 and user time-out 11 s, idle line");
        detectors.put(USER_TIMEOUT_WRITES, "keepalive 1,1,10 and user time-out 11 s, the server writes");
        detectors.put(HEARTBEAT, "heartbeat: a beat a second, 5 s");
    }

    @Override
    public String id() {
        return "hung-and-paused";
    }

    @Override
    public String question() {
        return "Who notices a process that hangs, and who a machine that is paused?";
    }

    @Override
    public int seconds() {
        return 50;
    }

    @Override
    public void run(Notes notes) {
        Journal journal = Journal.begin(this, notes);
        try (Network network = Network.make()) {
            new Course(journal, network).follow("The process hangs, its kernel does not", false);
        }
        try (Network network = Network.make()) {
            new Course(journal, network).follow("The machine is paused: its processes and its kernel are silent", true);
        }
    }

    /** One of the two. */
    private final class Course {
        private final Journal journal;
        private final Network network;
        private final Server server;
        private final List<Program> clients;

        Course(Journal journal, Network network) {
            this.journal = journal;
            this.network = network;
            Terms bare = Terms.of(KEEPALIVE).withKeepAlive(1, 1, 10);
            Terms timed = Terms.of(USER_TIMEOUT).withKeepAlive(1, 1, 10).withUserTimeout(Duration.ofSeconds(11));
            server = Server.on(
                    network,
                    bare,
                    bare.at(KEEPALIVE_WRITES),
                    timed,
                    timed.at(USER_TIMEOUT_WRITES),
                    Terms.of(HEARTBEAT).withSilence(LONGEST_SILENCE));
            clients = detectors.keySet().stream().map(this::client).toList();
            detectors.keySet().forEach(port -> server.await(port, "accepted"));
            server.await(HEARTBEAT, "read");
        }

        private Program client(int port) {
            String[] silent = {server.place(port), "--protocol", "raw"};
            String[] beating = {server.place(port), "--protocol", "raw", "--beat", "1000"};
            return network.device().start(Peer.command(port == HEARTBEAT ? beating : silent));
        }

        void follow(String headline, boolean paused) {
            server.report(journal, event -> false);
            journal.part(headline);
            Fault hole = new BlackHole(network, Direction.BOTH);
            if (paused) {
                journal.add(hole.inject(), "the machine's network is silent");
            }
            clients.forEach(client -> new Freeze(client).inject());
            journal.startAt(System.nanoTime());
            journal.say("all clients stand still (SIGSTOP)");
            server.write(KEEPALIVE_WRITES, 1);
            server.write(USER_TIMEOUT_WRITES, 1);
            Watch.every(LOOK, LOOKED_AT, () -> {
                server.report(journal, event -> !event.is("read"));
                journal.print();
            });
            detectors.forEach(this::conclude);
        }

        private void conclude(int port, String detector) {
            String found = server.found(port)
                    .map(event -> String.format(
                            Locale.ROOT, "%s after %.1f s", event.what(), (event.nanos() - journal.start()) / 1e9))
                    .orElse("nothing in " + LOOKED_AT.toSeconds() + " s\n" + server.ss(port));
            journal.conclude(detector + ": " + found);
        }
    }
}
