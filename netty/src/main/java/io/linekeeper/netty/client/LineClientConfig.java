package io.linekeeper.netty.client;

import io.linekeeper.client.Backoff;
import io.linekeeper.policy.Durations;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.session.Credential;
import io.linekeeper.session.DeviceId;
import io.linekeeper.wire.Frame;
import java.time.Duration;
import java.util.Optional;

/**
 * What a {@link LineClient} does. A value; {@link #of} has sensible defaults for all but where the server is and who the
 * device is.
 *
 * @param host the server's name or address; a name is looked up before each attempt
 * @param port 1 to 65535
 * @param device who it is
 * @param credential what it proves that with; printed nowhere
 * @param policy by which it judges the server. A two-way heartbeat asks the server, if that agrees to answer; a one-way
 *     heartbeat there is none, since servers do not beat
 * @param longestBeat if the server wants to be shown that this device is there by beats: it beats at least this often, and
 *     as often as the server wants; empty: it cannot beat, only answer
 * @param connectWithin how long the kernel may take to connect
 * @param welcomeWithin how long the server may take for its WELCOME after that
 * @param backoff when it comes back after a loss
 * @param reconnectAfterSuperseded whether it comes back although its device has come back on another line. Two clients with
 *     one device id and this setting take the session from each other for ever, ever more slowly.
 * @param largestPayload the most bytes of a frame's payload that it takes
 */
public record LineClientConfig(
        String host,
        int port,
        DeviceId device,
        Credential credential,
        LivenessPolicy policy,
        Optional<Duration> longestBeat,
        Duration connectWithin,
        Duration welcomeWithin,
        Backoff backoff,
        boolean reconnectAfterSuperseded,
        int largestPayload) {
    /** How long a connection, and then the WELCOME, may take if nothing else is chosen. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    private static final Duration LONGEST_DEADLINE = Duration.ofHours(1);
    private static final int BEATS_A_BOUND = 3;
    private static final int MOST_PORT = 65_535;

    /** @throws IllegalArgumentException if a value is out of its range, with one sentence */
    public LineClientConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host to connect to is empty; name one");
        }
        if (port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException(
                    "port " + port + " is not from 1 to " + MOST_PORT + "; choose one of those");
        }
        if (policy.heartbeat() instanceof Heartbeat.OneWay) {
            throw new IllegalArgumentException(
                    "a client cannot judge its server by a one-way heartbeat, since servers do"
                            + " not beat; choose a two-way heartbeat, or none");
        }
        longestBeat.ifPresent(
                longest -> requireBetween("longest beat", longest, LivenessPolicy.SHORTEST_TICK, longestBeats()));
        requireBetween("connect deadline", connectWithin, LivenessPolicy.SHORTEST_TICK, LONGEST_DEADLINE);
        requireBetween("welcome deadline", welcomeWithin, LivenessPolicy.LONGEST_TICK, LONGEST_DEADLINE);
        if (largestPayload < 1 || largestPayload > Frame.MOST_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("largest payload " + largestPayload + " is not from 1 to "
                    + Frame.MOST_PAYLOAD_BYTES + "; choose one in that range");
        }
    }

    /** A device without a credential that judges its server within 30 s, gives any heartbeat and comes back with backoff. */
    public static LineClientConfig of(String host, int port, DeviceId device) {
        return new LineClientConfig(
                host,
                port,
                device,
                Credential.none(),
                LivenessPolicy.within(Duration.ofSeconds(30)),
                Optional.of(longestBeats()),
                DEFAULT_DEADLINE,
                DEFAULT_DEADLINE,
                Backoff.DEFAULT,
                false,
                Frame.MOST_PAYLOAD_BYTES);
    }

    /** The same for another device. */
    public LineClientConfig withDevice(DeviceId other) {
        return with(
                other,
                credential,
                policy,
                longestBeat,
                connectWithin,
                welcomeWithin,
                backoff,
                reconnectAfterSuperseded);
    }

    /** The same with this credential. */
    public LineClientConfig withCredential(Credential other) {
        return with(
                device, other, policy, longestBeat, connectWithin, welcomeWithin, backoff, reconnectAfterSuperseded);
    }

    /** The same, judging the server by another policy. */
    public LineClientConfig withPolicy(LivenessPolicy other) {
        return with(
                device,
                credential,
                other,
                longestBeat,
                connectWithin,
                welcomeWithin,
                backoff,
                reconnectAfterSuperseded);
    }

    /** The same, beating at least this often where the server wants beats; empty: not at all. */
    public LineClientConfig withLongestBeat(Optional<Duration> other) {
        return with(device, credential, policy, other, connectWithin, welcomeWithin, backoff, reconnectAfterSuperseded);
    }

    /** The same with other deadlines. */
    public LineClientConfig withDeadlines(Duration connect, Duration welcome) {
        return with(device, credential, policy, longestBeat, connect, welcome, backoff, reconnectAfterSuperseded);
    }

    /** The same with another backoff. */
    public LineClientConfig withBackoff(Backoff other) {
        return with(
                device, credential, policy, longestBeat, connectWithin, welcomeWithin, other, reconnectAfterSuperseded);
    }

    /** The same, coming back after it was superseded, or not. */
    public LineClientConfig withReconnectAfterSuperseded(boolean other) {
        return with(device, credential, policy, longestBeat, connectWithin, welcomeWithin, backoff, other);
    }

    private LineClientConfig with(
            DeviceId newDevice,
            Credential newCredential,
            LivenessPolicy newPolicy,
            Optional<Duration> newBeat,
            Duration newConnect,
            Duration newWelcome,
            Backoff newBackoff,
            boolean newSuperseded) {
        return new LineClientConfig(
                host,
                port,
                newDevice,
                newCredential,
                newPolicy,
                newBeat,
                newConnect,
                newWelcome,
                newBackoff,
                newSuperseded,
                largestPayload);
    }

    /** The first frame of each connection. */
    Frame.Hello hello(long instance) {
        return new Frame.Hello(Frame.VERSION, Frame.VERSION, 0, offer(), instance, device, credential);
    }

    private Frame.Offer offer() {
        return new Frame.Offer(longestBeat.isPresent(), true, policy.heartbeat() instanceof Heartbeat.TwoWay);
    }

    /** By what the server is judged once it has said whether it answers. */
    LivenessPolicy after(Frame.Welcome welcome) {
        return welcome.answers() && policy.heartbeat() instanceof Heartbeat.TwoWay twoWay
                ? policy.withHeartbeat(new Heartbeat.TwoWay(twoWay.rule(), Heartbeat.Answers.REQUIRED))
                : policy.withoutHeartbeat();
    }

    /** The longest that is of use: a third of the longest bound that a server can have. */
    private static Duration longestBeats() {
        return LivenessPolicy.LONGEST_BOUND.dividedBy(BEATS_A_BOUND);
    }

    private static void requireBetween(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " " + Durations.format(value) + " is not from "
                    + Durations.format(least) + " to " + Durations.format(most) + "; choose a time in that range");
        }
    }
}
