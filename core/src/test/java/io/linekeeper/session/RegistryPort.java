package io.linekeeper.session;

import java.time.Duration;
import java.util.function.Consumer;

/** The events of a registry, whoever implements it: the real one, a copy with a planted fault, or the model. */
public interface RegistryPort {
    void arrived(SessionLine line, DeviceId device, long instance, long nowNanos);

    void claimed(DeviceId device, Claimed outcome);

    void claimFailed(DeviceId device);

    void judged(SessionLine line);

    void closed(SessionLine line);

    /** How many are live, drain and wait, and how many devices are remembered. */
    String counts();

    /** Makes one with everybody around it. */
    interface Maker {
        RegistryPort make(
                Consumer<Claim> claims,
                Consumer<Session> releases,
                SessionListener listener,
                int burst,
                Duration every);
    }
}
