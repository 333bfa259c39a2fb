package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.session.DeviceId;
import io.linekeeper.session.Session;
import io.linekeeper.session.SessionListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes down what a listener of sessions hears, and checks at each event what must hold at every moment. Any thread. */
final class SessionDiary implements SessionListener {

    /** One event. */
    record Entry(String event, DeviceId device, long epoch, int line) {
        @Override
        public String toString() {
            return event + " " + device + " on " + line;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Map<DeviceId, Session> live = new HashMap<>();
    private final Map<DeviceId, Long> lastEpoch = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    private void add(String event, Session session) {
        entries.add(new Entry(event, session.device(), session.epoch(), session.line()));
    }

    private void require(boolean holds, String what, Session session) {
        if (!holds) {
            broken.add(what + ": " + session);
        }
    }

    @Override
    public synchronized void connected(Session session) {
        require(live.put(session.device(), session) == null, "two live sessions", session);
        Long before = lastEpoch.put(session.device(), session.epoch());
        require(before == null || before < session.epoch(), "an epoch that did not grow", session);
        add("connected", session);
    }

    @Override
    public synchronized void superseded(Session old, Session by) {
        require(live.remove(old.device(), old), "superseded, and was not live", old);
        require(by.epoch() > old.epoch(), "superseded by an earlier one", by);
        add("superseded", old);
    }

    @Override
    public synchronized void ended(Session session) {
        require(live.remove(session.device(), session), "ended, and was not live", session);
        add("ended", session);
    }

    @Override
    public synchronized void refused(DeviceId device, int line, String why) {
        entries.add(new Entry("refused", device, 0, line));
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    List<String> events() {
        return entries().stream().map(Entry::event).toList();
    }

    synchronized int live() {
        return live.size();
    }

    Entry await(String event, int count) throws Exception {
        return Loopback.await(
                        () -> entries().stream()
                                .filter(each -> each.event().equals(event))
                                .toList(),
                        found -> found.size() >= count)
                .get(count - 1);
    }

    synchronized void check() {
        assertThat(broken).as(entries.toString()).isEmpty();
        assertThat(live).as("sessions that never ended").isEmpty();
    }
}
