package io.linekeeper.lab.scene;

import io.linekeeper.lab.NatLoss;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.detector.Truth;

/** A NAT box forgets its entries, and drops what belongs to none. */
record NatSilent() implements Scene {
    @Override
    public String id() {
        return "nat-silent";
    }

    @Override
    public String sentence() {
        return "A NAT box forgets its entries, and drops what belongs to none.";
    }

    @Override
    public Truth truth() {
        return new Truth.Cut(false);
    }

    @Override
    public String prepare(Network network) {
        return NatLoss.translate(network);
    }

    @Override
    public long play(Stage stage) {
        return new NatLoss(stage.network(), true).inject();
    }
}
