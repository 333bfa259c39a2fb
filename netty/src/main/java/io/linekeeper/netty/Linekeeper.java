package io.linekeeper.netty;

import io.linekeeper.policy.LivenessPolicy;
import io.netty.channel.Channel;
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

    private Linekeeper(String name, LivenessPolicy policy, LineListener listener, @Nullable KernelOptions override) {
        this.name = Objects.requireNonNull(name);
        this.policy = Objects.requireNonNull(policy);
        this.listener = Objects.requireNonNull(listener);
        this.override = override;
    }

    /** Watches lines under this policy, and tells nobody. */
    public static Linekeeper of(LivenessPolicy policy) {
        return new Linekeeper("", policy, LineListener.NONE, null);
    }

    /** The same with a name, which events and logs carry: that of the listener, as a rule. */
    public Linekeeper named(String newName) {
        return new Linekeeper(newName, policy, listener, override);
    }

    /** The same under another policy. */
    public Linekeeper withPolicy(LivenessPolicy newPolicy) {
        return new Linekeeper(name, newPolicy, listener, override);
    }

    /** The same, telling this listener what happens. */
    public Linekeeper withListener(LineListener newListener) {
        return new Linekeeper(name, policy, new GuardedListener(newListener), override);
    }

    /**
     * The same, putting the policy's kernel options on each line itself, in place of those that it inherited from its
     * listener.
     */
    public Linekeeper overriding(KernelOptions options) {
        return new Linekeeper(name, policy, listener, options);
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
