package io.linekeeper.sim.gateway;

import io.linekeeper.line.Verdict;
import io.linekeeper.line.Witness;
import io.linekeeper.session.Session;
import io.linekeeper.sim.net.SocketError;

/** Hears what a gateway does: the invariants. What it throws ends the simulation. */
public interface Ears {
    /** Nobody listens. */
    Ears NONE = new Ears() {};

    /** A roll is about to be called, at this time on its loop's clock. */
    default void calling(LoopRoll roll, long now) {}

    /** A roll was called. */
    default void called(LoopRoll roll, Call call) {}

    /** A line is on a roll from now on. */
    default void connected(GatewayLine line) {}

    /** Its session was welcomed, and from now on it is judged by what was agreed on. */
    default void welcomed(GatewayLine line) {}

    /** A look asked its witness. */
    default void sampled(GatewayLine line, Witness sample) {}

    /** Our kernel gave its connection up: told at once, while its loop may be away. */
    default void givenUp(GatewayLine line, SocketError error) {}

    /** It was judged. */
    default void verdict(GatewayLine line, Verdict verdict) {}

    /** A suspect that was heard again, or none any more. */
    default void suspected(GatewayLine line) {}

    /** A suspect was heard again. */
    default void recovered(GatewayLine line) {}

    /** It was cut, since its drain is over. */
    default void cut(GatewayLine line) {}

    /** Its connection is closed, and it is on no roll any more. */
    default void closed(GatewayLine line) {}

    /** Something was done with the line: it was read, written to or looked at. */
    default void concerned(GatewayLine line) {}

    /** The gateway crashed, with all its lines. */
    default void crashed(Gateway gateway) {}

    /** The registry told: a device is there. */
    default void sessionConnected(Gateway gateway, Session session) {}

    /** The registry told: another line took the place of the old one. */
    default void sessionSuperseded(Gateway gateway, Session old, Session by) {}

    /** The registry told: a session ended. */
    default void sessionEnded(Gateway gateway, Session session) {}
}
