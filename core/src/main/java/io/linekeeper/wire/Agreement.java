package io.linekeeper.wire;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.wire.Frame.Watch;
import java.time.Duration;
import java.util.Optional;

/**
 * What a server and a client agree on: the server's policy, as far as the client can follow it. A value.
 *
 * <p>Where the client cannot give the heartbeat that the policy wants, it is watched by the other one within the same bound;
 * where it can give neither, by its kernel.
 *
 * @param version of the protocol
 * @param features that hold; none are defined in version 1
 * @param policy by which the server judges this line
 * @param client the same, as the client is told
 * @param answers whether the server answers the client's PINGs
 */
public record Agreement(int version, int features, LivenessPolicy policy, Watch client, boolean answers) {
    private static final int BEATS_A_BOUND = 3;
    private static final int PROBES = 3;
    private static final int PARTS = 2 * PROBES;

    /** What holds on a line whose client said this; empty if there is no version that both speak. */
    public static Optional<Agreement> on(Frame.Hello hello, LivenessPolicy policy) {
        if (hello.lowestVersion() > Frame.VERSION || hello.highestVersion() < Frame.VERSION) {
            return Optional.empty();
        }
        LivenessPolicy agreed = follow(hello.gives(), policy);
        boolean answers = hello.gives().asks() && !(policy.heartbeat() instanceof Heartbeat.OneWay);
        return Optional.of(new Agreement(Frame.VERSION, 0, agreed, watch(agreed.heartbeat()), answers));
    }

    /** The frame that tells the client. */
    public Frame.Welcome welcome(long epoch, int largestPayload) {
        return new Frame.Welcome(version, features, epoch, client, answers, largestPayload);
    }

    private static LivenessPolicy follow(Frame.Offer gives, LivenessPolicy policy) {
        Heartbeat wanted = policy.heartbeat();
        if (wanted instanceof Heartbeat.TwoWay twoWay) {
            if (gives.answers()) {
                return policy.withHeartbeat(new Heartbeat.TwoWay(twoWay.rule(), Heartbeat.Answers.REQUIRED));
            }
            if (gives.beats()) {
                return policy.withHeartbeat(new Heartbeat.OneWay(twoWay.rule().bound()));
            }
        } else if (wanted instanceof Heartbeat.OneWay oneWay) {
            if (gives.beats()) {
                return policy;
            }
            if (gives.answers() && canBeAsked(oneWay.timeout())) {
                return policy.withHeartbeat(
                        new Heartbeat.TwoWay(askedWithin(oneWay.timeout()), Heartbeat.Answers.REQUIRED));
            }
        }
        return policy.withoutHeartbeat();
    }

    private static boolean canBeAsked(Duration bound) {
        return bound.dividedBy(PARTS).compareTo(LivenessPolicy.SHORTEST_TICK) >= 0;
    }

    /** Silent for half of the bound, then three questions in the other half. */
    private static KeepAlive askedWithin(Duration bound) {
        Duration interval = bound.dividedBy(PARTS);
        return new KeepAlive(bound.minus(interval.multipliedBy(PROBES)), interval, PROBES);
    }

    private static Watch watch(Heartbeat heartbeat) {
        if (heartbeat instanceof Heartbeat.OneWay oneWay) {
            return new Watch(Watch.Mode.BEATS, oneWay.timeout().dividedBy(BEATS_A_BOUND), oneWay.timeout());
        }
        if (heartbeat instanceof Heartbeat.TwoWay twoWay) {
            return new Watch(
                    Watch.Mode.PINGS, twoWay.rule().idle(), twoWay.rule().bound());
        }
        return new Watch(Watch.Mode.KERNEL, Duration.ZERO, Duration.ZERO);
    }
}
