package io.linekeeper.sim;

import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.sim.net.NetworkOptions;
import java.time.Duration;
import java.util.Map;

/**
 * All that a simulation depends on: the same options give the same run.
 *
 * @param seed of all chance
 * @param duration how long it lasts, in virtual time
 * @param gateways gateways that share one directory
 * @param loops event loops of each
 * @param devices devices, each on a host of its own
 * @param twin a device that takes itself for the first one, and fights it for the session; 0 for none
 * @param witness whether gateways can ask their kernels, as under epoll, or cannot, as under NIO
 * @param readsAPass how many ready sockets a loop reads before its tasks run
 * @param policy by which gateways judge
 * @param handshake from a connection to its WELCOME
 * @param network delays, loss and the kernels
 * @param perMinute how many mishaps of each kind befall it in a minute, on average
 */
public record SimOptions(
        long seed,
        Duration duration,
        int gateways,
        int loops,
        int devices,
        int twin,
        boolean witness,
        int readsAPass,
        LivenessPolicy policy,
        Duration handshake,
        NetworkOptions network,
        Map<MishapKind, Double> perMinute) {

    /** What a seed stands for: a world, policy and mishaps drawn from it. */
    public static SimOptions of(long seed) {
        return new Draw(seed).options();
    }

    /** The same under another policy. */
    public SimOptions withPolicy(LivenessPolicy other) {
        return new SimOptions(
                seed,
                duration,
                gateways,
                loops,
                devices,
                twin,
                witness,
                readsAPass,
                other,
                handshake,
                network,
                perMinute);
    }

    /** The same with this kind of transport. */
    public SimOptions withWitness(boolean other) {
        return new SimOptions(
                seed,
                duration,
                gateways,
                loops,
                devices,
                twin,
                other,
                readsAPass,
                policy,
                handshake,
                network,
                perMinute);
    }

    /** The same with other mishaps. */
    public SimOptions withMishaps(Map<MishapKind, Double> other) {
        return new SimOptions(
                seed,
                duration,
                gateways,
                loops,
                devices,
                twin,
                witness,
                readsAPass,
                policy,
                handshake,
                network,
                Map.copyOf(other));
    }
}
