package io.linekeeper.lab.experiment;

import io.linekeeper.lab.Fault;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.PowerCut;
import java.time.Duration;

/** A device loses its power, starts again and connects again: from another port, as kernels choose it, and from the same. */
final class NewPort implements Experiment {
    private static final int PORT = 7001;
    private static final int OLD = 40_000;
    private static final int NEW = 40_001;
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LOOKED_AT = Duration.ofSeconds(4);

    @Override
    public String id() {
        return "new-port";
    }

    @Override
    public String question() {
        return "Does a device that comes back end its old connection?";
    }

    @Override
    public int seconds() {
        return 12;
    }

    @Override
    public void run(Notes notes) {
        Journal journal = Journal.begin(this, notes);
        comeBack(journal, "from another port", NEW);
        comeBack(journal, "from the same port", OLD);
    }

    private static void comeBack(Journal journal, String how, int port) {
        try (Network network = Network.make();
                Fault power = new PowerCut(network.device())) {
            PacketTrace trace = PacketTrace.on(network);
            Server server = Server.on(network, Terms.of(PORT));
            journal.part("The device comes back " + how);
            network.device().start(Caller.command(server.place(PORT), OLD));
            server.await(PORT, "read");
            server.report(journal);
            trace.fresh();
            journal.say(server.ss(PORT));
            journal.add(power.inject(), power.toString());
            journal.add(power.restore(), "the device is back, at the same address");
            network.device().start(Caller.command(server.place(PORT), port));
            Watch.every(LOOK, LOOKED_AT, () -> {
                server.report(journal);
                trace.report(journal, PORT);
                journal.print();
            });
            journal.say(server.ss(PORT));
            int left = server.sockets(PORT).size();
            journal.conclude("of one device " + left + (left == 1 ? " connection is left" : " connections are left"));
        }
    }
}
