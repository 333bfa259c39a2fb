package io.linekeeper.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A registry with everybody around it, who write down what they are told; the directory is the test itself. */
final class RegistryScene implements SessionRegistry.Errands, SessionListener {
    static final DeviceId DEVICE = new DeviceId("phone-1");

    private final List<String> told = new ArrayList<>();
    private final Deque<Claim> claims = new ArrayDeque<>();
    final SessionRegistry registry;
    long nowNanos;

    RegistryScene() {
        this(BattleRule.DEFAULT);
    }

    RegistryScene(BattleRule battles) {
        registry = new SessionRegistry("here", this, this, battles);
    }

    /** What was told since the last time. */
    List<String> told() {
        List<String> all = List.copyOf(told);
        told.clear();
        return all;
    }

    SceneLine arrives(int number, long instance) {
        SceneLine line = new SceneLine(number);
        registry.arrived(line, DEVICE, instance, nowNanos);
        return line;
    }

    /** Arrives and is granted this epoch. */
    SceneLine comes(int number, long instance, long epoch) {
        SceneLine line = arrives(number, instance);
        grant(epoch);
        return line;
    }

    /** The claim that was sent and is not yet answered. */
    Claim claim() {
        return claims.getFirst();
    }

    void grant(long epoch) {
        Claim claim = claims.removeFirst();
        registry.claimed(
                claim.device(), new Claimed.Granted(new Session(claim.device(), epoch, claim.node(), claim.line())));
    }

    void conflict(long epoch) {
        Claim claim = claims.removeFirst();
        registry.claimed(
                claim.device(),
                new Claimed.Conflict(
                        epoch == 0
                                ? Optional.empty()
                                : Optional.of(new Session(claim.device(), epoch, "elsewhere", 1))));
    }

    void fail() {
        registry.claimFailed(claims.removeFirst().device());
    }

    @Override
    public void claim(Claim claim) {
        claims.add(claim);
        told.add("claim for " + claim.line() + " expecting " + claim.expected() + ", at least " + claim.atLeast());
    }

    @Override
    public void release(Session session) {
        told.add("release " + session.epoch());
    }

    @Override
    public void connected(Session session) {
        told.add("connected " + session.epoch());
    }

    @Override
    public void superseded(Session old, Session by) {
        told.add("superseded " + old.epoch() + " by " + by.epoch());
    }

    @Override
    public void ended(Session session) {
        told.add("ended " + session.epoch());
    }

    @Override
    public void refused(DeviceId device, int line, String why) {
        told.add("refused " + line + ": " + why);
    }

    /** A line that writes down what it is told. */
    final class SceneLine implements SessionLine {
        private final int number;

        SceneLine(int number) {
            this.number = number;
        }

        void isJudged() {
            registry.judged(this);
        }

        void isClosed() {
            registry.closed(this);
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public void admitted(Session session) {
            told.add("line " + number + " is admitted with " + session.epoch());
        }

        @Override
        public void refused(String why, Duration retryAfter) {
            told.add("line " + number + " is refused for " + retryAfter.toMillis() + " ms");
        }

        @Override
        public void superseded() {
            told.add("line " + number + " is superseded");
        }

        @Override
        public void makeWay() {
            told.add("line " + number + " makes way");
        }
    }
}
