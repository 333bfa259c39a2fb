package io.linekeeper.netty;

import io.linekeeper.policy.KernelPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * The kernel options that one socket really has, read back from it; absent where the platform cannot tell.
 *
 * <p>A value: may be passed between threads.
 *
 * @param keepAlive {@code SO_KEEPALIVE}
 * @param idleSeconds {@code TCP_KEEPIDLE}
 * @param intervalSeconds {@code TCP_KEEPINTVL}
 * @param probes {@code TCP_KEEPCNT}
 * @param userTimeoutMillis {@code TCP_USER_TIMEOUT}; 0 is off
 * @param notSentLowWaterBytes {@code TCP_NOTSENT_LOWAT}
 * @param retransmissionMaxMillis {@code TCP_RTO_MAX_MS}
 */
public record EffectiveOptions(
        Optional<Boolean> keepAlive,
        OptionalInt idleSeconds,
        OptionalInt intervalSeconds,
        OptionalInt probes,
        OptionalInt userTimeoutMillis,
        OptionalInt notSentLowWaterBytes,
        OptionalInt retransmissionMaxMillis) {

    /**
     * Where the socket has something else than the policy asks for: one plain sentence each, the option's name first;
     * empty if the socket has what was asked for. Keepalive values are compared only where keepalive is asked for.
     */
    public List<String> differencesFrom(KernelPolicy policy) {
        List<String> sentences = new ArrayList<>();
        var asked = KernelOptions.asked(policy);
        KernelOptions.wanted(policy).forEach((option, value) -> {
            OptionalInt real = value(option);
            if (real.isPresent() && real.getAsInt() != value) {
                sentences.add(
                        option + " is " + option.describe(real.getAsInt()) + ", asked for: " + option.describe(value));
            } else if (real.isEmpty() && asked.containsKey(option)) {
                sentences.add(option + " was not taken by this platform, asked for: " + option.describe(value));
            }
        });
        return List.copyOf(sentences);
    }

    private OptionalInt value(KernelOption option) {
        return switch (option) {
            case SO_KEEPALIVE -> keepAlive.isPresent() ? OptionalInt.of(keepAlive.get() ? 1 : 0) : OptionalInt.empty();
            case TCP_KEEPIDLE -> idleSeconds;
            case TCP_KEEPINTVL -> intervalSeconds;
            case TCP_KEEPCNT -> probes;
            case TCP_USER_TIMEOUT -> userTimeoutMillis;
            case TCP_NOTSENT_LOWAT -> notSentLowWaterBytes;
            case TCP_RTO_MAX_MS -> retransmissionMaxMillis;
        };
    }

    /** All options by name: {@code SO_KEEPALIVE on, TCP_KEEPIDLE 10 s, ... TCP_USER_TIMEOUT not known here}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ");
        for (KernelOption option : KernelOption.values()) {
            OptionalInt value = value(option);
            text.add(option + " " + (value.isPresent() ? option.describe(value.getAsInt()) : "not known here"));
        }
        return text.toString();
    }
}
