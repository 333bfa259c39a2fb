package io.linekeeper.lab.experiment;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.Fault;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.PulledCable;
import java.time.Duration;

/** A cable is out for a while and back in, and both ends write meanwhile. */
final class OutAndBack implements Experiment {
    @Override
    public String id() {
        return "out-and-back";
    }

    @Override
    public String question() {
        return "What becomes of a line, and of what both ends write, while a cable is out and when it is back in?";
    }

    @Override
    public int seconds() {
        return 80;
    }

    @Override
    public void run(Notes notes) {
        Journal journal = Journal.begin(this, notes);
        try (Network network = Network.make();
                Fault cable = new PulledCable(network.device())) {
            journal.part(
                    "The device's own cable, out for 4 s: the router answers for the device, and the device has no carrier");
            Talk.between(network, false).overAnOutage(journal, cable, Duration.ofSeconds(4));
        }
        try (Network network = Network.make();
                Fault hole = new BlackHole(network, Direction.BOTH)) {
            journal.part("A cable somewhere on the way, out for 4 s, and nobody tells");
            Talk.between(network, false).overAnOutage(journal, hole, Duration.ofSeconds(4));
        }
        try (Network network = Network.make();
                Fault hole = new BlackHole(network, Direction.BOTH)) {
            journal.part("The same for 15 s");
            Talk.between(network, false).overAnOutage(journal, hole, Duration.ofSeconds(15));
        }
        try (Network network = Network.make();
                Fault hole = new BlackHole(network, Direction.BOTH)) {
            journal.part("The same for 15 s, and the server's lines have Linekeeper's kernel options (within "
                    + Talker.BOUND.toSeconds() + " s)");
            Talk.between(network, true).overAnOutage(journal, hole, Duration.ofSeconds(15));
        }
    }
}
