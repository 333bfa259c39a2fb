package io.linekeeper.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A policy in the making: what is given holds, the rest is derived from {@code within} (30 s unless given), and nothing
 * derived contradicts what is given.
 *
 * <ul>
 *   <li>Of idle, interval and probes those left out are chosen so that the bound fits {@code within}, if it can.
 *   <li>A derived kernel keepalive is made to fit below a given user time-out.
 *   <li>A derived user time-out equals the bound of a given keepalive, since any other would change how long that takes;
 *       it is left out where it would be the only detector or do harm ({@link #notes()} says so).
 *   <li>A derived user time-out is raised above a given stall limit, a derived stall limit stays below a given user
 *       time-out.
 * </ul>
 *
 * <p>Setters refuse single values that no policy could hold; a second call replaces the first. Has one owner: not for use
 * by several threads at once.
 */
public final class PolicyDraft {
    private Optional<Within> within = Optional.empty();
    private RuleDraft rule = RuleDraft.EMPTY;
    private Optional<Heartbeat> oneWayOrOff = Optional.empty();
    private Heartbeat.Answers answers = Heartbeat.Answers.ONCE_GIVEN;
    private Choice<KeepAlive> keepAlive = Choice.derived();
    private Choice<Duration> userTimeout = Choice.derived();
    private Optional<Duration> stallLimit = Optional.empty();
    private Duration drain = LivenessPolicy.DEFAULT_DRAIN;

    /** A draft with nothing given. */
    public PolicyDraft() {}

    /** Every failure that is found at all shall be found within this time; see {@link LivenessPolicy#within}. */
    public PolicyDraft within(Duration limit) {
        within = Optional.of(new Within(limit));
        return this;
    }

    /** The silence before the first question of a two-way heartbeat. */
    public PolicyDraft idle(Duration idle) {
        rule = rule.withIdle(idle);
        return this;
    }

    /** The time between the questions of a two-way heartbeat. */
    public PolicyDraft interval(Duration interval) {
        rule = rule.withInterval(interval);
        return this;
    }

    /** How many questions of a two-way heartbeat may stay unanswered. */
    public PolicyDraft probes(int probes) {
        rule = rule.withProbes(probes);
        return this;
    }

    /** A two-way heartbeat that judges every line by its answers; without this call only those that have ever answered. */
    public PolicyDraft heartbeatTwoWay() {
        oneWayOrOff = Optional.empty();
        answers = Heartbeat.Answers.REQUIRED;
        return this;
    }

    /** Only the peer beats. */
    public PolicyDraft heartbeatOneWay(Duration timeout) {
        oneWayOrOff = Optional.of(new Heartbeat.OneWay(timeout));
        return this;
    }

    /** No heartbeat. */
    public PolicyDraft heartbeatOff() {
        oneWayOrOff = Optional.of(new Heartbeat.Off());
        return this;
    }

    /** The kernel's keepalive, also when it was read from the system. */
    public PolicyDraft kernelKeepAlive(KeepAlive rule) {
        keepAlive = Choice.given(KernelPolicy.keepAlive(rule).keepAlive().orElseThrow());
        return this;
    }

    /** No kernel keepalive. */
    public PolicyDraft kernelKeepAliveOff() {
        keepAlive = Choice.off();
        return this;
    }

    /** The kernel's user time-out. */
    public PolicyDraft userTimeout(Duration timeout) {
        userTimeout = Choice.given(
                KernelPolicy.off().withUserTimeout(timeout).userTimeout().orElseThrow());
        return this;
    }

    /** No user time-out. */
    public PolicyDraft userTimeoutOff() {
        userTimeout = Choice.off();
        return this;
    }

    /** How long a peer may read slower than the least rate while bytes wait for it. */
    public PolicyDraft stallLimit(Duration limit) {
        stallLimit = Optional.of(limit);
        return this;
    }

    /** How long a line that is being ended may still deliver its last bytes. */
    public PolicyDraft drain(Duration drain) {
        this.drain = drain;
        return this;
    }

    /**
     * The policy.
     *
     * @throws PolicyException if values that were given contradict each other
     */
    public LivenessPolicy resolve() {
        Within derived = within.orElse(Within.DEFAULT);
        Heartbeat heartbeat = heartbeat(derived);
        KernelPolicy kernel = kernelDraft(heartbeat).resolve(derived);
        return new LivenessPolicy(kernel, heartbeat, stallLimit.orElseGet(() -> stallLimit(kernel, derived)), drain);
    }

    /**
     * What the owner should know of the resolved policy, in plain sentences without a full stop: each bound that what was
     * given made longer than a given {@code within}, and what was left out.
     *
     * @throws PolicyException as {@link #resolve()}
     */
    public List<String> notes() {
        LivenessPolicy policy = resolve();
        PolicyNotes notes = new PolicyNotes();
        kernelDraft(policy.heartbeat()).note().ifPresent(notes::add);
        within.ifPresent(limit -> notes.compare(policy, limit, rule.given()));
        return notes.sentences();
    }

    private Heartbeat heartbeat(Within derived) {
        if (oneWayOrOff.isEmpty()) {
            return new Heartbeat.TwoWay(rule.complete(derived), answers);
        }
        if (!rule.isEmpty()) {
            throw new PolicyException(
                    rule.given() + " would have no effect: the heartbeat is "
                            + (oneWayOrOff.get() instanceof Heartbeat.Off ? "off" : "one-way")
                            + ", and only a two-way one asks; leave out idle, interval and probes, or choose a two-way heartbeat");
        }
        return oneWayOrOff.get();
    }

    private KernelDraft kernelDraft(Heartbeat heartbeat) {
        return new KernelDraft(keepAlive, userTimeout, !(heartbeat instanceof Heartbeat.Off), stallLimit);
    }

    private static Duration stallLimit(KernelPolicy kernel, Within derived) {
        Duration limit = kernel.userTimeout()
                .filter(timeout -> timeout.compareTo(derived.budget()) < 0)
                .map(Within::stallLimitBelow)
                .orElseGet(() -> Within.stallLimitBelow(derived.budget()));
        return limit.compareTo(LivenessPolicy.SHORTEST_TICK) < 0 ? LivenessPolicy.SHORTEST_TICK : limit;
    }
}
