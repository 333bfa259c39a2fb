package io.linekeeper.sim.invariant;

import io.linekeeper.line.Verdict;
import io.linekeeper.session.DeviceId;
import io.linekeeper.session.Session;
import io.linekeeper.sim.gateway.Gateway;
import io.linekeeper.sim.gateway.GatewayLine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * At most one live session a device; its epochs only grow; and it ends with its own line, or when another takes its place, and
 * never by the end of an older line. At one gateway: to one of several nobody tells that a device has gone to another, and
 * there the epochs tell which session is the later one.
 */
public final class OneSession extends Invariant {
    private final Map<Gateway, Map<DeviceId, Session>> live = new HashMap<>();
    private final Map<Gateway, Map<DeviceId, Session>> next = new HashMap<>();
    private final Map<Gateway, Map<DeviceId, Long>> epochs = new HashMap<>();
    private final Set<Long> given = new HashSet<>();
    private final Set<Integer> judged = new HashSet<>();

    @Override
    public void sessionConnected(Gateway gateway, Session session) {
        String device = session.device().text();
        Session there = of(live, gateway).put(session.device(), session);
        require(there == null, device, "has two live sessions, %s and %s", there, session);
        Session promised = of(next, gateway).remove(session.device());
        require(promised == null || promised.equals(session), device, "has %s, and %s was told", session, promised);
        Long before = of(epochs, gateway).put(session.device(), session.epoch());
        require(
                before == null || before < session.epoch(),
                device,
                "has the epoch %d after %d",
                session.epoch(),
                before);
        require(given.add(31L * session.epoch() + session.device().hashCode()), device, "has one epoch twice");
    }

    @Override
    public void sessionSuperseded(Gateway gateway, Session old, Session by) {
        Session there = of(live, gateway).remove(old.device());
        require(old.equals(there), old.device().text(), "lost %s, and had %s", old, there);
        require(by.epoch() > old.epoch(), old.device().text(), "lost %s to the older %s", old, by);
        of(next, gateway).put(by.device(), by);
    }

    @Override
    public void sessionEnded(Gateway gateway, Session session) {
        Session there = of(live, gateway).remove(session.device());
        require(session.equals(there), session.device().text(), "ended %s, and had %s", session, there);
        require(
                judged.contains(session.line()),
                session.device().text(),
                "ended %s, whose line is neither judged nor closed",
                session);
    }

    @Override
    public void verdict(GatewayLine line, Verdict verdict) {
        judged.add(line.number());
    }

    @Override
    public void crashed(Gateway gateway) {
        live.remove(gateway);
        next.remove(gateway);
        epochs.remove(gateway);
    }

    private static <T> Map<DeviceId, T> of(Map<Gateway, Map<DeviceId, T>> all, Gateway gateway) {
        return all.computeIfAbsent(gateway, its -> new HashMap<>());
    }
}
