package io.linekeeper.lab.experiment;

import io.linekeeper.lab.Fault;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.Peer;
import io.linekeeper.lab.Program;
import io.linekeeper.lab.PulledCable;
import java.time.Duration;

/** A client says one thing and loses its network. */
final class OneMessage implements Experiment {
    private static final int PORT = 7001;
    private static final Duration LOOKED_AT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    @Override
    public String id() {
        return "one-message";
    }

    @Override
    public String question() {
        return "What does a server notice when a client sends one message and then loses its network?";
    }

    @Override
    public int seconds() {
        return 65;
    }

    @Override
    public void run(Notes notes) {
        Journal journal = Journal.begin(this, notes);
        try (Network network = Network.make();
                Fault pulled = new PulledCable(network.device())) {
            PacketTrace trace = PacketTrace.on(network);
            Server server = Server.on(network, Terms.of(PORT));
            Program client = network.device().start(Peer.command(server.place(PORT), "--protocol", "raw"));
            server.await(PORT, "accepted");
            client.tell("all ping");
            server.await(PORT, "read");
            journal.startAt(pulled.inject());
            trace.fresh();
            server.report(journal);
            journal.add(journal.start(), pulled.toString());
            Watch.every(BETWEEN_LOOKS, LOOKED_AT, () -> {
                server.report(journal);
                journal.say(server.ss(PORT));
            });
            journal.conclude(
                    "in " + LOOKED_AT.toSeconds() + " s: " + trace.fresh().size() + " packets on the wire, "
                            + server.countSince(journal.start()) + " events in the program");
        }
    }
}
