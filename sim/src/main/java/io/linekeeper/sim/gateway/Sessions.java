package io.linekeeper.sim.gateway;

import io.linekeeper.line.HearingTime;
import io.linekeeper.session.BattleRule;
import io.linekeeper.session.Claim;
import io.linekeeper.session.Claimed;
import io.linekeeper.session.DeviceId;
import io.linekeeper.session.Session;
import io.linekeeper.session.SessionDirectory;
import io.linekeeper.session.SessionListener;
import io.linekeeper.session.SessionRegistry;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The real registry on a thread of its own, and the errands to the directory, as the netty module's class of this name. */
final class Sessions {
    private static final long LONGEST_ERRAND_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long LONGEST_WAY_NANOS = HearingTime.STEP_NANOS;

    private final Gateway gateway;
    private final EventLoop thread;
    private final SessionDirectory directory;
    private final SessionRegistry registry;

    Sessions(Gateway gateway, EventLoop thread, SessionDirectory directory) {
        this.gateway = gateway;
        this.thread = thread;
        this.directory = directory;
        registry = new SessionRegistry(gateway.name(), new Errands(), new Told(), BattleRule.DEFAULT);
    }

    void arrived(LineSession line, DeviceId device, long instance) {
        tell(it -> it.arrived(line, device, instance, thread.now()));
    }

    void judged(LineSession line) {
        tell(it -> it.judged(line));
    }

    void closed(LineSession line) {
        tell(it -> it.closed(line));
    }

    void makesWay(LineSession line) {
        thread.schedule(() -> registry.closed(line), LONGEST_WAY_NANOS);
    }

    private void tell(Consumer<SessionRegistry> event) {
        thread.execute(() -> event.accept(registry));
    }

    /** What the registry tells, for the invariants. */
    private final class Told implements SessionListener {
        @Override
        public void connected(Session session) {
            gateway.trace("session", session.device(), session.epoch(), "line", session.line());
            gateway.ears().sessionConnected(gateway, session);
        }

        @Override
        public void superseded(Session old, Session by) {
            gateway.trace("superseded", old.device(), old.epoch(), "by", by.epoch());
            gateway.ears().sessionSuperseded(gateway, old, by);
        }

        @Override
        public void ended(Session session) {
            gateway.trace("session ended", session.device(), session.epoch());
            gateway.ears().sessionEnded(gateway, session);
        }
    }

    private final class Errands implements SessionRegistry.Errands {
        @Override
        public void claim(Claim claim) {
            ClaimErrand errand = new ClaimErrand(claim);
            directory.claim(claim).whenComplete((claimed, failure) -> thread.execute(() -> errand.end(claimed)));
        }

        @Override
        public void release(Session session) {
            directory.release(session);
        }
    }

    /** One claim at the directory, which is answered once: by the directory, or by our patience. */
    private final class ClaimErrand {
        private final Claim claim;
        private final EventLoop.Timer patience = thread.schedule(() -> end(null), LONGEST_ERRAND_NANOS);
        private boolean answered;

        ClaimErrand(Claim claim) {
            this.claim = claim;
        }

        void end(@Nullable Claimed claimed) {
            if (answered) {
                if (claimed instanceof Claimed.Granted late) {
                    directory.release(late.session());
                }
                return;
            }
            answered = true;
            patience.cancel();
            if (claimed == null) {
                registry.claimFailed(claim.device());
            } else {
                registry.claimed(claim.device(), claimed);
            }
        }
    }
}
