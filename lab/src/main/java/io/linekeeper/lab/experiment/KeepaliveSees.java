package io.linekeeper.lab.experiment;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.Fault;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.Peer;
import io.linekeeper.lab.PowerCut;
import java.time.Duration;
import java.util.function.Consumer;

/** The packets of keepalive: to a peer that is alive, one that has been started anew, and one that is gone. */
final class KeepaliveSees implements Experiment {
    private static final int PORT = 7001;
    private static final Terms TERMS = Terms.of(PORT).withKeepAlive(1, 1, 3);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LOOKED_AT = Duration.ofMillis(5_500);

    @Override
    public String id() {
        return "keepalive-sees";
    }

    @Override
    public String question() {
        return "What does keepalive see of a peer that is alive, started anew, or gone ("
                + TERMS.keepAlive().orElseThrow() + ")?";
    }

    @Override
    public int seconds() {
        return 22;
    }

    @Override
    public void run(Notes notes) {
        Journal journal = Journal.begin(this, notes);
        look(journal, "Alive: every probe is answered", network -> {});
        look(journal, "Started anew: its new kernel knows nothing of the line", network -> {
            try (Fault power = new PowerCut(network.device())) {
                journal.add(power.inject(), power.toString());
                journal.add(power.restore(), "the device is back, and no program runs there");
            }
        });
        look(journal, "Gone: nobody answers", network -> {
            Fault hole = new BlackHole(network, Direction.BOTH);
            journal.add(hole.inject(), hole.toString());
        });
    }

    private static void look(Journal journal, String headline, Consumer<Network> what) {
        try (Network network = Network.make()) {
            PacketTrace trace = PacketTrace.on(network);
            Server server = Server.on(network, TERMS);
            network.device().start(Peer.command(server.place(PORT), "--protocol", "raw"));
            server.await(PORT, "accepted");
            trace.fresh();
            journal.part(headline);
            server.report(journal);
            what.accept(network);
            Watch.every(LOOK, LOOKED_AT, () -> {
                trace.report(journal, PORT);
                server.report(journal);
                journal.print();
            });
            journal.say(server.ss(PORT));
        }
    }
}
