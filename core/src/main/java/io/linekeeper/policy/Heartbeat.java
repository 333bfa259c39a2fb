package io.linekeeper.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * How the application itself tells that its peer is there, which no kernel can: a hung process is acknowledged for by its
 * kernel. Times are at least {@link LivenessPolicy#SHORTEST_TICK}.
 */
public sealed interface Heartbeat {
    /** The longest time for which a silent peer can stay unfound; empty: there is no heartbeat. */
    Optional<Duration> bound();

    /** No heartbeat: a hung process is never found. Questions of the peer are still answered. */
    record Off() implements Heartbeat {
        @Override
        public Optional<Duration> bound() {
            return Optional.empty();
        }
    }

    /**
     * The client beats and the server only listens, which saves the server's traffic.
     *
     * @param timeout the silence after which a line is judged
     */
    record OneWay(Duration timeout) implements Heartbeat {
        /** @throws PolicyException if the time-out is shorter than a tick or above the longest bound */
        public OneWay {
            requireTicks("one-way timeout", timeout);
            if (timeout.compareTo(LivenessPolicy.LONGEST_BOUND) > 0) {
                throw new PolicyException("one-way timeout " + Durations.format(timeout) + " is longer than "
                        + Durations.format(LivenessPolicy.LONGEST_BOUND) + ", the longest bound; shorten it");
            }
        }

        @Override
        public Optional<Duration> bound() {
            return Optional.of(timeout);
        }
    }

    /**
     * PING and PONG by TCP's own keepalive rule. Any byte of the peer resets it.
     *
     * @param rule when to ask, how often, and when to give up
     * @param answers which lines are judged by their answers
     */
    record TwoWay(KeepAlive rule, Answers answers) implements Heartbeat {
        /** @throws PolicyException if idle or interval is shorter than a tick */
        public TwoWay {
            requireTicks("two-way idle", rule.idle());
            requireTicks("two-way interval", rule.interval());
        }

        @Override
        public Optional<Duration> bound() {
            return Optional.of(rule.bound());
        }
    }

    /** Which lines a two-way heartbeat judges. */
    enum Answers {
        /** Every line: the peer is known to answer. */
        REQUIRED,
        /**
         * Only lines that have ever answered; until then a line is asked, but the kernel alone judges it. There are clients
         * that ask and never answer.
         */
        ONCE_GIVEN
    }

    private static void requireTicks(String name, Duration value) {
        if (value.compareTo(LivenessPolicy.SHORTEST_TICK) < 0) {
            throw new PolicyException(name + " " + Durations.format(value) + " is shorter than one tick; raise it to "
                    + Durations.format(LivenessPolicy.SHORTEST_TICK) + " or more");
        }
    }
}
