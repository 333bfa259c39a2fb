package io.linekeeper.session;

import java.time.Duration;
import java.util.function.Consumer;

/** The registry that users get, or a copy of it in a class loader of its own. */
public final class RealRegistry implements RegistryPort {
    private final SessionRegistry registry;

    public RealRegistry(
            Consumer<Claim> claims, Consumer<Session> releases, SessionListener listener, int burst, Duration every) {
        SessionRegistry.Errands errands = new SessionRegistry.Errands() {
            @Override
            public void claim(Claim claim) {
                claims.accept(claim);
            }

            @Override
            public void release(Session session) {
                releases.accept(session);
            }
        };
        registry = new SessionRegistry("here", errands, listener, new BattleRule(burst, every));
    }

    @Override
    public void arrived(SessionLine line, DeviceId device, long instance, long nowNanos) {
        registry.arrived(line, device, instance, nowNanos);
    }

    @Override
    public void claimed(DeviceId device, Claimed outcome) {
        registry.claimed(device, outcome);
    }

    @Override
    public void claimFailed(DeviceId device) {
        registry.claimFailed(device);
    }

    @Override
    public void judged(SessionLine line) {
        registry.judged(line);
    }

    @Override
    public void closed(SessionLine line) {
        registry.closed(line);
    }

    @Override
    public String counts() {
        return registry.liveSessions() + " live, " + registry.drainingLines() + " drain, " + registry.waitingLines()
                + " wait, " + registry.devices() + " devices";
    }
}
