package io.linekeeper.sim.invariant;

import io.linekeeper.line.Verdict;
import io.linekeeper.line.Witness;
import io.linekeeper.session.Session;
import io.linekeeper.sim.gateway.Call;
import io.linekeeper.sim.gateway.Ears;
import io.linekeeper.sim.gateway.Gateway;
import io.linekeeper.sim.gateway.GatewayLine;
import io.linekeeper.sim.gateway.LoopRoll;
import io.linekeeper.sim.net.SocketError;
import java.util.List;

/** The facts, and all invariants over them: each hears every event, after the facts have. */
public final class Invariants implements Ears {
    private final Facts facts;
    private final LateLoopBounded lateLoops;
    private final List<Invariant> all;

    /** All of them. */
    public Invariants(Facts facts) {
        this.facts = facts;
        lateLoops = new LateLoopBounded(facts);
        all = List.of(
                new LivingNeverJudged(facts),
                new ReaderNeverEnded(facts),
                new NeverEarly(facts),
                new DeadFoundInTime(facts),
                lateLoops,
                new PatienceAfterOutage(facts),
                new FateIsTrue(facts),
                new HandshakeEnds(facts),
                new DrainEnds(facts),
                new NothingArrivedIsLost(),
                new OneEnd(),
                new RollIsWhole(),
                new CreditIsReal(facts),
                new OneSession());
    }

    /** Something happened to a loop that makes its lateness another than before. */
    public void unsteady(LoopRoll roll) {
        lateLoops.unsteady(roll);
    }

    @Override
    public void calling(LoopRoll roll, long now) {
        facts.calling(roll, now);
    }

    @Override
    public void called(LoopRoll roll, Call call) {
        facts.called(roll, call);
        all.forEach(each -> each.called(roll, call));
    }

    @Override
    public void connected(GatewayLine line) {
        facts.connected(line);
        all.forEach(each -> each.connected(line));
    }

    @Override
    public void welcomed(GatewayLine line) {
        facts.welcomed(line);
        all.forEach(each -> each.welcomed(line));
    }

    @Override
    public void sampled(GatewayLine line, Witness sample) {
        all.forEach(each -> each.sampled(line, sample));
    }

    @Override
    public void givenUp(GatewayLine line, SocketError error) {
        all.forEach(each -> each.givenUp(line, error));
    }

    @Override
    public void verdict(GatewayLine line, Verdict verdict) {
        facts.verdict(line, verdict);
        all.forEach(each -> each.verdict(line, verdict));
    }

    @Override
    public void suspected(GatewayLine line) {
        all.forEach(each -> each.suspected(line));
    }

    @Override
    public void recovered(GatewayLine line) {
        all.forEach(each -> each.recovered(line));
    }

    @Override
    public void cut(GatewayLine line) {
        all.forEach(each -> each.cut(line));
    }

    @Override
    public void closed(GatewayLine line) {
        all.forEach(each -> each.closed(line));
        facts.forget(line);
    }

    @Override
    public void concerned(GatewayLine line) {
        facts.concerned(line);
        all.forEach(each -> each.concerned(line));
    }

    @Override
    public void crashed(Gateway gateway) {
        all.forEach(each -> each.crashed(gateway));
        facts.forget(gateway);
    }

    @Override
    public void sessionConnected(Gateway gateway, Session session) {
        all.forEach(each -> each.sessionConnected(gateway, session));
    }

    @Override
    public void sessionSuperseded(Gateway gateway, Session old, Session by) {
        all.forEach(each -> each.sessionSuperseded(gateway, old, by));
    }

    @Override
    public void sessionEnded(Gateway gateway, Session session) {
        all.forEach(each -> each.sessionEnded(gateway, session));
    }

    /** The simulation is over. */
    public void over() {
        all.forEach(Invariant::over);
    }
}
