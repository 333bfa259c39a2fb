package io.linekeeper.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds a registry to what it promises, from what it tells alone; keeps its errands for the directory. */
final class SessionRules extends Recorder {
    /** What a line has been told. */
    enum Told {
        NOTHING,
        ADMITTED,
        SUPERSEDED,
        REFUSED
    }

    static final class Seen {
        final DeviceId device;
        Told told = Told.NOTHING;
        boolean toldToMakeWay;
        boolean judged;
        boolean closed;

        Seen(DeviceId device) {
            this.device = device;
        }

        boolean isToGo() {
            return !closed && (judged || toldToMakeWay || told == Told.SUPERSEDED || told == Told.REFUSED);
        }
    }

    /** Claims and sessions to release, in the order in which they were sent. */
    final List<Object> errands = new ArrayList<>();

    final Map<Integer, Seen> lines = new HashMap<>();
    final Set<DeviceId> claiming = new HashSet<>();
    private final Map<DeviceId, Session> connected = new HashMap<>();
    private final Map<DeviceId, Session> successors = new HashMap<>();
    private final Map<DeviceId, Deque<Integer>> held = new HashMap<>();
    private final Map<DeviceId, Long> epochs = new HashMap<>();
    private long highestEpoch;

    void sees(Session session) {
        highestEpoch = Math.max(highestEpoch, session.epoch());
    }

    void closed(int line) {
        Seen seen = lines.get(line);
        seen.closed = true;
        held(seen.device).remove(line);
    }

    /** What must be so between any two events. */
    void check() {
        assertThat(successors).as("successors that were not connected").isEmpty();
        held.forEach((device, numbers) -> {
            assertThat(numbers).as("lines of %s that are live or drain", device).hasSizeLessThanOrEqualTo(2);
            assertThat(numbers.stream().filter(this::isLive))
                    .as("live lines of %s", device)
                    .hasSize(connected.containsKey(device) ? 1 : 0);
        });
    }

    /** What must be so when every line is closed and every answer is given. */
    void checkEnd() {
        assertThat(connected).as("sessions that never ended").isEmpty();
        assertThat(claiming).isEmpty();
        assertThat(lines.values())
                .as("lines that were forgotten")
                .allMatch(seen -> seen.told != Told.NOTHING || seen.judged || seen.closed);
    }

    /** Lines that nobody has answered, of a device that has no claim at the directory and room for a line. */
    boolean isForgotten(int line) {
        Seen seen = lines.get(line);
        return seen.told == Told.NOTHING
                && !seen.judged
                && !seen.closed
                && !claiming.contains(seen.device)
                && held(seen.device).size() < 2;
    }

    @Override
    void claim(Claim claim) {
        super.claim(claim);
        errands.add(claim);
        assertThat(claiming.add(claim.device()))
                .as("one claim at a time: %s", claim)
                .isTrue();
        assertThat(held(claim.device())).as("lines before %s", claim).hasSizeLessThanOrEqualTo(1);
        assertThat(claim.atLeast()).as("least epoch of %s", claim).isGreaterThan(highestEpoch);
    }

    @Override
    void release(Session session) {
        super.release(session);
        errands.add(session);
    }

    @Override
    void admitted(int line, Session session) {
        super.admitted(line, session);
        Seen seen = unanswered(line);
        seen.told = Told.ADMITTED;
        assertThat(session.line()).isEqualTo(line);
        assertThat(connected).containsEntry(seen.device, session);
        held(seen.device).add(line);
    }

    @Override
    void refused(int line, String why, Duration retryAfter) {
        super.refused(line, why, retryAfter);
        unanswered(line).told = Told.REFUSED;
        assertThat(retryAfter).isPositive();
    }

    @Override
    void superseded(int line) {
        super.superseded(line);
        Seen seen = lines.get(line);
        assertThat(seen.closed).as("line %d is closed", line).isFalse();
        assertThat(seen.told).as("what line %d was told before", line).isIn(Told.NOTHING, Told.ADMITTED);
        assertThat(seen.judged).as("line %d is judged", line).isFalse();
        seen.told = Told.SUPERSEDED;
    }

    @Override
    void makeWay(int line) {
        super.makeWay(line);
        Seen seen = lines.get(line);
        assertThat(seen.toldToMakeWay).as("line %d makes way again", line).isFalse();
        assertThat(held(seen.device).peekFirst()).as("the oldest line").isEqualTo(line);
        assertThat(isLive(line)).as("line %d is live", line).isFalse();
        seen.toldToMakeWay = true;
    }

    @Override
    public void connected(Session session) {
        super.connected(session);
        DeviceId device = session.device();
        assertThat(connected.put(device, session))
                .as("session before %s", session)
                .isNull();
        Session expected = successors.remove(device);
        assertThat(expected == null || expected.equals(session))
                .as("%s, not %s", expected, session)
                .isTrue();
        assertThat(session.epoch()).as("epoch of %s", session).isGreaterThan(epochs.getOrDefault(device, 0L));
        epochs.put(device, session.epoch());
    }

    @Override
    public void superseded(Session old, Session by) {
        super.superseded(old, by);
        assertThat(connected.remove(old.device())).as("superseded").isEqualTo(old);
        successors.put(old.device(), by);
    }

    @Override
    public void ended(Session session) {
        super.ended(session);
        assertThat(connected.remove(session.device())).as("ended").isEqualTo(session);
    }

    @Override
    public void refused(DeviceId device, int line, String why) {
        super.refused(device, line, why);
        assertThat(!why.contains("fight") || connected.containsKey(device))
                .as("a battle for a session that nobody has")
                .isTrue();
    }

    private Seen unanswered(int line) {
        Seen seen = lines.get(line);
        assertThat(seen.told).as("what line %d was told before", line).isEqualTo(Told.NOTHING);
        assertThat(seen.judged || seen.closed).as("line %d is gone", line).isFalse();
        return seen;
    }

    private boolean isLive(int line) {
        Seen seen = lines.get(line);
        return seen.told == Told.ADMITTED && !seen.judged;
    }

    private Deque<Integer> held(DeviceId device) {
        return held.computeIfAbsent(device, id -> new ArrayDeque<>());
    }
}
