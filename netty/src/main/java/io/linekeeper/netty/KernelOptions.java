package io.linekeeper.netty;

import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Puts a {@link KernelPolicy} on sockets, and reads back what they really have.
 *
 * <p>A policy that is off switches keepalive and the user time-out off explicitly. Options that this platform does not
 * have are not set; each method returns them, one plain sentence each, and {@link #verify} shows what a real accepted
 * socket got. Immutable; any thread, except where a method says otherwise.
 *
 * @see ResolvedTransport#kernelOptions()
 */
public final class KernelOptions {
    /**
     * Bytes that may wait unsent in the kernel ({@code TCP_NOTSENT_LOWAT}): the rest of a bulk transfer waits in our own
     * buffer, where a control frame can pass it. At 16 KiB a PING behind bulk data left our buffer after 10.09 s, when it
     * could be sent, instead of after 0.15 s.
     */
    public static final int NOTSENT_LOWAT_BYTES = 16 * 1024;

    private static final int RETRANSMISSIONS_PER_USER_TIMEOUT = 20;
    private static final int LEAST_RTO_MAX_MILLIS = 1_000;
    private static final int KERNELS_RTO_MAX_MILLIS = 120_000;

    private final ResolvedTransport transport;
    private final SocketOptions options;

    KernelOptions(ResolvedTransport transport) {
        this.transport = transport;
        this.options = transport.socketOptions();
    }

    /**
     * Puts the policy on a listener, so that accepted sockets inherit it; what listeners do not take or do not hand on
     * goes on each accepted socket. Call before {@code bind}, whose future fails if the kernel refuses a value.
     *
     * @return what the policy asks for and this platform does not have; empty if nothing is missing
     */
    public List<String> inherit(ServerBootstrap bootstrap, KernelPolicy policy) {
        for (Setting<?> setting : settings(policy)) {
            if (options.inherits(setting.name())) {
                setting.onListener(bootstrap);
            } else {
                setting.onAccepted(bootstrap);
            }
        }
        return missing(policy);
    }

    /**
     * Puts the policy on a client's sockets. Call before {@code connect}, whose future fails if the kernel refuses a
     * value.
     *
     * @return what the policy asks for and this platform does not have; empty if nothing is missing
     */
    public List<String> apply(Bootstrap bootstrap, KernelPolicy policy) {
        settings(policy).forEach(setting -> setting.on(bootstrap));
        return missing(policy);
    }

    /**
     * Overrides the policy of one open line. The kernel re-arms its keepalive timer from the new values at once. On the
     * channel's event loop, or before the channel is registered.
     *
     * @return what the policy asks for and this platform does not have; empty if nothing is missing
     * @throws ChannelException if the kernel refuses a value (the message names the option) or the channel is closed;
     *     options set before that one stay set
     */
    public List<String> apply(Channel channel, KernelPolicy policy) {
        settings(policy).forEach(setting -> setting.on(channel));
        return missing(policy);
    }

    /**
     * Reads what a socket really has. On the channel's event loop, where it cannot be closed meanwhile.
     *
     * @throws ChannelException if the channel is closed
     */
    public EffectiveOptions read(Channel channel) {
        if (!channel.isOpen()) {
            throw new ChannelException("the kernel options of a closed channel cannot be read: " + channel);
        }
        OptionalInt keepAlive = options.read(channel, KernelOption.SO_KEEPALIVE);
        return new EffectiveOptions(
                keepAlive.isPresent() ? Optional.of(keepAlive.getAsInt() != 0) : Optional.empty(),
                options.read(channel, KernelOption.TCP_KEEPIDLE),
                options.read(channel, KernelOption.TCP_KEEPINTVL),
                options.read(channel, KernelOption.TCP_KEEPCNT),
                options.read(channel, KernelOption.TCP_USER_TIMEOUT),
                options.read(channel, KernelOption.TCP_NOTSENT_LOWAT),
                options.read(channel, KernelOption.TCP_RTO_MAX_MS));
    }

    /**
     * Tries the policy on a real connection over loopback: listens with the very options, connects, accepts, reads back
     * what the <em>accepted</em> socket got, and closes everything. Blocks for milliseconds, at most about ten seconds;
     * never call it on an event loop.
     *
     * @return what an accepted socket has; {@link EffectiveOptions#differencesFrom} names what the platform did not take
     * @throws IOException if the kernel refuses a value (the message names the option), or no connection over loopback
     *     can be made
     */
    public EffectiveOptions verify(KernelPolicy policy) throws IOException {
        return new AcceptedSocketCheck(transport, this, policy).run();
    }

    /** What the policy asks for and this platform does not have, one plain sentence each. */
    public List<String> missing(KernelPolicy policy) {
        List<String> sentences = new ArrayList<>();
        asked(policy).forEach((option, value) -> {
            if (!options.takes(option)) {
                sentences.add(option + " (asked for: " + option.describe(value) + ") cannot be set on transport "
                        + transport.transport());
            }
        });
        return List.copyOf(sentences);
    }

    /** The policy in this transport's spelling, in the order in which it must be set. */
    List<Setting<?>> settings(KernelPolicy policy) {
        List<Setting<?>> settings = new ArrayList<>();
        wanted(policy).forEach((option, value) -> {
            if (options.takes(option)) {
                settings.add(options.setting(option, value));
            }
        });
        return settings;
    }

    /** The values that a policy means. Keepalive comes last: switched on, it starts with the values already there. */
    static Map<KernelOption, Integer> wanted(KernelPolicy policy) {
        Map<KernelOption, Integer> wanted = new LinkedHashMap<>();
        policy.keepAlive().ifPresent(keepAlive -> wanted.putAll(values(keepAlive)));
        wanted.put(
                KernelOption.TCP_USER_TIMEOUT,
                policy.userTimeout()
                        .map(Duration::toMillis)
                        .map(Math::toIntExact)
                        .orElse(0));
        wanted.put(KernelOption.TCP_NOTSENT_LOWAT, NOTSENT_LOWAT_BYTES);
        wanted.put(
                KernelOption.TCP_RTO_MAX_MS,
                policy.userTimeout().map(KernelOptions::longestRetransmission).orElse(KERNELS_RTO_MAX_MILLIS));
        wanted.put(KernelOption.SO_KEEPALIVE, policy.keepAlive().isPresent() ? 1 : 0);
        return wanted;
    }

    /** The part of {@link #wanted} whose absence breaks the policy: not the zeros, and not what we add of our own. */
    static Map<KernelOption, Integer> asked(KernelPolicy policy) {
        Map<KernelOption, Integer> asked = wanted(policy);
        asked.remove(KernelOption.TCP_NOTSENT_LOWAT);
        asked.remove(KernelOption.TCP_RTO_MAX_MS);
        asked.values().removeIf(value -> value == 0);
        return asked;
    }

    /**
     * A path that was cut comes back no sooner than the next retransmission, whose time doubles up to 2 minutes: after an
     * outage of 0.4 of the bound live lines ended in 5 of 40 runs. A twentieth of the user time-out lets it come back in time;
     * in whole seconds, since the kernel rounds to its ticks.
     * Only beside a user time-out: without one the kernel counts retransmissions (tcp_retries2), and would give up early.
     */
    private static int longestRetransmission(Duration userTimeout) {
        long seconds = userTimeout.toSeconds() / RETRANSMISSIONS_PER_USER_TIMEOUT;
        return (int) Math.max(LEAST_RTO_MAX_MILLIS, Math.min(KERNELS_RTO_MAX_MILLIS, seconds * 1_000));
    }

    private static Map<KernelOption, Integer> values(KeepAlive keepAlive) {
        Map<KernelOption, Integer> values = new EnumMap<>(KernelOption.class);
        values.put(KernelOption.TCP_KEEPIDLE, Math.toIntExact(keepAlive.idle().toSeconds()));
        values.put(
                KernelOption.TCP_KEEPINTVL, Math.toIntExact(keepAlive.interval().toSeconds()));
        values.put(KernelOption.TCP_KEEPCNT, keepAlive.probes());
        return values;
    }
}
