package io.linekeeper.sim.invariant;

import io.linekeeper.line.HearingTime;
import io.linekeeper.sim.gateway.Call;
import io.linekeeper.sim.gateway.LoopRoll;

/** Each gap of a loop is credited once, and whole: what a plain account of its calls says, no more and no less. */
public final class CreditIsReal extends Invariant {
    private final Facts facts;

    /** An invariant over these facts. */
    public CreditIsReal(Facts facts) {
        this.facts = facts;
    }

    @Override
    public void called(LoopRoll roll, Call call) {
        Hearing hearing = facts.hearing(roll);
        HearingTime told = roll.roll().time();
        require(
                call.nobody() || call.gap() == hearing.gap(),
                roll.name(),
                "tells a gap of %,d ns, and it was %,d ns",
                call.gap(),
                hearing.gap());
        require(
                told.creditedNanos() == hearing.credited(),
                roll.name(),
                "has credited %,d ns, and all gaps were %,d ns",
                told.creditedNanos(),
                hearing.credited());
    }
}
