package io.linekeeper.sim.invariant;

import io.linekeeper.sim.gateway.Call;
import io.linekeeper.sim.gateway.GatewayLine;
import io.linekeeper.sim.gateway.LoopRoll;

/** All lines that connected and are not closed are on the roll, and no others. */
public final class RollIsWhole extends Invariant {

    @Override
    public void called(LoopRoll roll, Call call) {
        int known = roll.lines().size();
        require(
                roll.roll().size() == known,
                roll.name(),
                "has %d lines on a roll of %d",
                known,
                roll.roll().size());
        for (GatewayLine line : roll.lines()) {
            require(line.isWatched(), line, "is not on the roll any more");
        }
    }

    @Override
    public void closed(GatewayLine line) {
        require(!line.isWatched(), line, "is closed and still on the roll");
    }
}
