package io.linekeeper.netty;

import io.linekeeper.line.Reachability;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Watches the lines of one kind: those of one listener of a server, or one client's. Makes a {@link LineHandler} for each
 * channel. Immutable, any thread.
 *
 * <pre>{@code
 * Linekeeper keeper = Linekeeper.of(LivenessPolicy.within(Duration.ofSeconds(30)));
 * ch.pipeline().addLast(keeper.newLine(), new MyFrameCodec(), new HeartbeatHandler<>(new MyHeartbeat()), new MyHandler());
 * }</pre>
 *
 * <p>The line's handler comes first, so that it sees bytes: behind a decoder half a frame would be silence.
 */
public final class Linekeeper {
    private final String name;
    private final LivenessPolicy policy;
    private final LineListener listener;
    private final @Nullable KernelOptions override;
    private final HostReachability hosts;
    private final boolean observesOnly;
    private final boolean records;

    private Linekeeper(
            String name,
            LivenessPolicy policy,
            LineListener listener,
            @Nullable KernelOptions override,
            HostReachability hosts,
            boolean observesOnly,
            boolean records) {
        this.name = Objects.requireNonNull(name);
        this.policy = Objects.requireNonNull(policy);
        this.listener = Objects.requireNonNull(listener);
        this.override = override;
        this.hosts = Objects.requireNonNull(hosts);
        this.observesOnly = observesOnly;
        this.records = records;
    }

    /** Watches lines under this policy, and tells nobody. */
    public static Linekeeper of(LivenessPolicy policy) {
        return new Linekeeper("", policy, LineListener.NONE, null, HostReachability.UNKNOWN, false, false);
    }

    /** The same with a name, which events and logs carry: that of the listener, as a rule. */
    public Linekeeper named(String newName) {
        return new Linekeeper(newName, policy, listener, override, hosts, observesOnly, records);
    }

    /** The same under another policy. */
    public Linekeeper withPolicy(LivenessPolicy newPolicy) {
        return new Linekeeper(name, newPolicy, listener, override, hosts, observesOnly, records);
    }

    /** The same, telling this listener what happens. */
    public Linekeeper withListener(LineListener newListener) {
        return new Linekeeper(name, policy, new GuardedListener(newListener), override, hosts, observesOnly, records);
    }

    /**
     * The same, putting the policy's kernel options on each line itself, in place of those that it inherited from its
     * listener.
     */
    public Linekeeper overriding(KernelOptions options) {
        return new Linekeeper(name, policy, listener, options, hosts, observesOnly, records);
    }

    /** The same, with what ICMP says of a peer's host in the evidence of its verdict. */
    public Linekeeper withReachability(HostReachability newHosts) {
        return new Linekeeper(name, policy, listener, override, newHosts, observesOnly, records);
    }

    /**
     * The same in shadow: deaths are found and told ({@link LineListener#observed}), and nothing is ended for them. What else
     * ends a line (its peer, a rule, the application) ends it all the same; so does the kernel where its keepalive or user
     * time-out is set, so leave them alone.
     */
    public Linekeeper observing() {
        return new Linekeeper(name, policy, listener, override, hosts, true, records);
    }

    /**
     * The same, with a flight recorder: {@link LineListener#recorded} is told the record of each silence of a suspect when it
     * is over. Lines that are heard in time cost nothing more.
     */
    public Linekeeper recording() {
        return new Linekeeper(name, policy, listener, override, hosts, observesOnly, true);
    }

    /** A handler for one channel, to be added first in its pipeline. */
    public LineHandler newLine() {
        return new LineHandler(this);
    }

    /** The name that events carry. */
    public String name() {
        return name;
    }

    /** The policy under which the lines are judged. */
    public LivenessPolicy policy() {
        return policy;
    }

    boolean observesOnly() {
        return observesOnly;
    }

    boolean records() {
        return records;
    }

    /** What ICMP says of a line's peer now. */
    Reachability reachability(Channel line) {
        return line.remoteAddress() instanceof InetSocketAddress address && !address.isUnresolved()
                ? hosts.of(address.getAddress())
                : Reachability.UNKNOWN;
    }

    LineListener listener() {
        return listener;
    }

    /** Puts the policy's kernel options on this line, if they are not to be those of its listener. */
    void override(Channel line) {
        if (override != null) {
            override.apply(line, policy.kernel());
        }
    }
}
