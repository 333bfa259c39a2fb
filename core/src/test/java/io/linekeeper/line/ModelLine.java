package io.linekeeper.line;

import io.linekeeper.line.PlainHearing.Moment;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.Heartbeat.Answers;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;

/** One line of the model: what really happened to it, in real time stamps, and its keeper. */
final class ModelLine implements Keeper {
    static final long MS = 1_000_000;
    /** What the witness's coarse ages and whole milliseconds cost. */
    private static final long GRAIN = 25 * MS;
    /** Excused lines are looked at four times a second. */
    private static final long EXCUSED_LOOKS = 250 * MS + GRAIN;

    /** A deadline takes two calls, and the model calls late. */
    private static final long CALLS_LATE = 1_600 * MS;

    final LivenessPolicy policy;
    final long tick;
    final RollCallModel model;
    private final int lineNumber;
    Line line;

    /** The kernel of the peer acknowledges; its window is open; its process answers what it is asked. */
    boolean acknowledges = true;

    boolean windowOpen = true;
    /** Whether its window has opened in this silence: its program reads, and may come to what lies behind. */
    boolean opened;

    boolean reading = true;
    boolean unread;
    boolean proven;
    boolean judged;
    boolean removed;
    /** Whether looks keep the user time-out, which is shorter than the bound here. */
    boolean lifted;
    /** Since its last byte something happened for which the rule has patience. */
    boolean excused;

    Moment lastByte;
    Moment lastRead;
    Moment listeningSince;
    Moment stalledSince;
    /** Since when a backlog is watched whose kernel was there all the time. */
    Moment watchedSince;

    Moment lastAck;
    long drainNanos = -1;
    Moment drainSince;
    int questions;
    long askedAt;

    /** Within which time something is expected, since when; or nothing. */
    private long expectedNanos = -1;

    private Moment expectedSince;
    private long queued;
    private long acknowledged;
    private long questionEnd;
    /** When a program that reads 16 bytes a millisecond, and never answers, has read all that a sample has told of. */
    private long readThrough = Long.MIN_VALUE;

    private long counted;
    /** How long that takes from the first question on. */
    private long readingFromQuestion;

    ModelLine(RollCallModel model, LivenessPolicy policy) {
        this.model = model;
        this.policy = policy;
        lineNumber = model.numbers++;
        tick = policy.tick().toNanos();
        lastByte = model.moment();
        lastRead = lastByte;
        listeningSince = lastByte;
        lastAck = lastByte;
        proven = !(policy.heartbeat() instanceof Heartbeat.TwoWay twoWay) || twoWay.answers() == Answers.REQUIRED;
    }

    @Override
    public boolean isRecorded() {
        return model.recorded;
    }

    @Override
    public void recorded(Flight flight) {
        model.flights.add(flight);
    }

    @Override
    public Witness testify() {
        model.looks(this);
        settle();
        readThrough = Math.max(readThrough, model.hearing.now()) + (queued - counted) * MS / 16;
        counted = queued;
        if (!model.kernel) {
            return Witness.ofBuffers(model.now, reading, windowOpen ? queued : acknowledged, queued);
        }
        boolean waits = queued > acknowledged;
        return new Witness(
                model.now,
                true,
                reading,
                (model.now - lastByte.at()) / MS,
                (model.now - lastAck.at()) / MS,
                acknowledged,
                queued,
                waits && windowOpen ? 1 : 0,
                waits && !windowOpen ? queued - acknowledged : 0,
                windowOpen ? 65_536 : 0,
                !acknowledges && !windowOpen ? 1 : 0,
                !acknowledges && waits && windowOpen ? 1 : 0,
                500);
    }

    /** The peer's kernel takes what it can. */
    void settle() {
        if (acknowledges) {
            lastAck = model.moment();
        }
        if ((acknowledges && windowOpen) || queued == acknowledged) {
            if (questions > 0 && acknowledged < questionEnd) {
                readThrough = Math.max(readThrough, model.hearing.now() + readingFromQuestion);
            }
            acknowledged = queued;
            stalledSince = null;
            watchedSince = null;
        } else if (stalledSince == null) {
            stalledSince = model.moment();
        }
    }

    @Override
    public void carryOut(Step step) {
        model.looks(this);
        model.steps.add(new RollCallModel.Done(lineNumber, step, model.now));
        switch (step) {
            case ASK -> ask();
            case LISTEN -> read();
            case VERDICT -> verdict();
            case CUT -> cut();
            case SUSPECTED -> model.require(line.isSuspect() && !judged, "not suspect", this);
            case RECOVERED -> model.require(!line.isSuspect() && !judged, "still suspect", this);
            case PAUSED -> model.require(!reading && !judged, "paused while reading", this);
            case LIFT -> lift();
            case OBSERVED, QUIET, SAMPLE -> throw new AssertionError(step);
        }
        model.react(this, step);
    }

    private void lift() {
        model.require(!judged && !lifted, "lifted twice, or though judged", this);
        model.require(policy.kernel().userTimeout().isPresent(), "no user time-out to lift", this);
        model.require(model.kernel && !windowOpen && queued > acknowledged, "lifted while its window is open", this);
        lifted = true;
    }

    private void ask() {
        model.require(!judged && reading, "asked while judged or not listened to", this);
        model.require(
                policy.heartbeat() instanceof Heartbeat.TwoWay twoWay
                        && (opened || isReading() || questions < twoWay.rule().probes()),
                "asked too often",
                this);
        if (questions == 0) {
            readingFromQuestion = Math.max(0, readThrough - model.hearing.now());
        }
        queued += 8;
        questionEnd = queued;
        questions++;
        askedAt = model.hearing.now();
        settle();
        line.asked(testify());
    }

    private boolean isReading() {
        return model.kernel && model.hearing.now() < readThrough + GRAIN;
    }

    void give(int bytes) {
        queued += bytes;
        settle();
        if (stalledSince != null && watchedSince == null && acknowledges) {
            watchedSince = model.moment();
        }
        line.watchBacklog();
    }

    void expect(int millis) {
        expectedNanos = millis * MS;
        expectedSince = model.moment();
        if (millis < 0) {
            expectedNanos = -1;
            line.expectationMet();
        } else {
            line.expectBy(millis);
        }
    }

    void arrive() {
        lastByte = model.moment();
        lastAck = lastByte;
        unread = true;
        silenceEnds();
    }

    void read() {
        if (unread) {
            unread = false;
            lastRead = model.moment();
            line.hear();
            silenceEnds();
        }
    }

    void toggleReading() {
        reading = !reading;
        if (reading) {
            line.listenAgain();
            if (model.moment().call() != lastRead.call()) {
                listeningSince = model.moment();
            }
        }
    }

    private void silenceEnds() {
        questions = 0;
        opened = false;
        excused = !acknowledges || !windowOpen;
    }

    /** Where silence counts from at the earliest. */
    private long base() {
        long bytes = model.hearing.latest(lastByte);
        long listening = model.hearing.latest(listeningSince);
        return Math.max(bytes, listening);
    }

    private void verdict() {
        model.require(!judged, "judged twice", this);
        model.require(line.verdict() != null, "no verdict", this);
        judged = true;
        long silence = model.hearing.now() - base();
        Fate fate = line.verdict().fate();
        if (fate == Fate.OVERDUE) {
            model.require(expectedNanos >= 0, "nothing was expected", this);
            long waited = model.hearing.now() - model.hearing.latest(expectedSince);
            model.require(waited > expectedNanos, "overdue after only " + waited, this);
            return;
        }
        if (fate == Fate.STALLED) {
            model.require(stalledSince != null, "not stalled", this);
            long stalled = model.hearing.now() - model.hearing.latest(stalledSince);
            model.require(stalled >= policy.stallLimit().toNanos() - MS, "stalled for only " + stalled, this);
            return;
        }
        model.require(reading, "judged while not listened to", this);
        model.require(silence >= bound(fate).toNanos(), "early, silent for " + silence, this);
        switch (fate) {
            case UNREACHABLE -> model.require(!acknowledges, "not unreachable", this);
            case HUNG -> model.require(proven && acknowledged >= questionEnd, "not hung", this);
            case SILENT ->
                model.require(
                        proven && (!model.kernel || policy.heartbeat() instanceof Heartbeat.OneWay),
                        "not silent",
                        this);
            default -> throw new AssertionError(fate);
        }
    }

    private Duration bound(Fate fate) {
        return lifted && fate == Fate.UNREACHABLE
                ? policy.kernel().userTimeout().orElseThrow()
                : policy.heartbeat().bound().orElseThrow();
    }

    private void cut() {
        model.require(judged && drainNanos >= 0, "cut without a drain", this);
        long drained = model.hearing.now() - model.hearing.latest(drainSince);
        model.require(drained > drainNanos - MS, "cut early, after " + drained, this);
        drainNanos = -1;
        model.remove(this);
    }

    /** What must have happened by now, after a call that left nothing for later; and what it may sleep for. */
    void mustBeLookedAt(long wait, long tick) {
        long now = model.hearing.now();
        long overdue = expectedNanos < 0 || judged ? Long.MAX_VALUE : expectedNanos + CALLS_LATE;
        model.require(now - model.hearing.lookAfter(lastExpected()) < overdue, "not overdue", this);
        long due = due();
        model.require(now < due, "due " + (now - due) + " ns ago", this);
        model.require(now + wait <= Math.max(due, now + tick), "sleeps " + wait + " ns through " + due, this);
    }

    private Moment lastExpected() {
        return expectedNanos < 0 ? lastRead : expectedSince;
    }

    /** The latest hearing time by which a look must have changed something, or never. */
    private long due() {
        if (judged) {
            return drainNanos >= 0 ? model.hearing.lookAfter(drainSince) + drainNanos + GRAIN : Long.MAX_VALUE;
        }
        if (watchedSince != null) {
            long limit = policy.stallLimit().toNanos();
            return model.hearing.lookAfter(watchedSince) + limit + limit / 8 + GRAIN;
        }
        if (!reading || unread || excused || !windowOpen || !proven) {
            return Long.MAX_VALUE;
        }
        long excusedUntil =
                model.kernel && isVerdictNext() ? model.hearing.excusedUntil(silentSince()) : Long.MIN_VALUE;
        if (excusedUntil > Long.MIN_VALUE) {
            return excusedUntil == Long.MAX_VALUE ? excusedUntil : Math.max(unexcused(), excusedUntil + EXCUSED_LOOKS);
        }
        long readingUntil =
                Math.min(readThrough, silentSince() + policy.stallLimit().toNanos()) + GRAIN;
        return model.kernel && isVerdictNext() ? Math.max(unexcused(), readingUntil) : unexcused();
    }

    private long unexcused() {
        long latest = Math.max(silentSince(), model.hearing.callAfter(listeningSince)) + GRAIN;
        if (policy.heartbeat() instanceof Heartbeat.OneWay oneWay) {
            return latest + oneWay.timeout().toNanos();
        }
        return policy.heartbeat() instanceof Heartbeat.TwoWay twoWay ? nextAct(latest, twoWay.rule()) : Long.MAX_VALUE;
    }

    private boolean isVerdictNext() {
        return !(policy.heartbeat() instanceof Heartbeat.TwoWay twoWay)
                || questions >= twoWay.rule().probes();
    }

    private long silentSince() {
        return model.kernel
                ? Math.max(model.hearing.latest(lastByte), model.hearing.callBefore(lastRead))
                : model.hearing.callAfter(lastRead);
    }

    private long nextAct(long base, KeepAlive rule) {
        long interval = rule.interval().toNanos();
        if (questions == 0) {
            return base + rule.idle().toNanos();
        }
        long deadline = base + rule.idle().toNanos() + questions * interval;
        return Math.max(deadline, askedAt + interval / 2 + MS);
    }

    @Override
    public String toString() {
        return "line " + line.index + " of " + policy + ", lastByte " + lastByte + ", questions " + questions
                + ", acknowledges " + acknowledges + ", windowOpen " + windowOpen + ", reading " + reading + ", unread "
                + unread + ", proven " + proven + ", judged " + judged + ", verdict " + line.verdict();
    }
}
