package io.linekeeper.lab.scene;

import io.linekeeper.lab.NatLoss;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.detector.Truth;
import java.time.Duration;

/** A NAT box forgets its entries, and answers with RST what belongs to none. */
record NatReset() implements Scene {
    @Override
    public String id() {
        return "nat-reset";
    }

    @Override
    public String sentence() {
        return "A NAT box forgets its entries, and answers with RST what belongs to none.";
    }

    @Override
    public Truth truth() {
        return new Truth.Resetting(Duration.ZERO);
    }

    @Override
    public String prepare(Network network) {
        return NatLoss.translate(network);
    }

    /** The entries go one by one: who asks meanwhile may be answered with RST before all are gone. */
    @Override
    public long play(Stage stage) {
        long fault = System.nanoTime();
        new NatLoss(stage.network(), false).inject();
        return fault;
    }
}
