package io.linekeeper.netty.session;

import io.linekeeper.session.DeviceId;
import io.linekeeper.session.Session;
import io.linekeeper.session.SessionListener;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/** Logs what a listener throws, so that it changes nothing for the sessions. */
record GuardedSessions(SessionListener listener) implements SessionListener {
    private static final InternalLogger LOGGER = InternalLoggerFactory.getInstance(SessionListener.class);

    @Override
    public void connected(Session session) {
        tell("connected", () -> listener.connected(session));
    }

    @Override
    public void superseded(Session old, Session by) {
        tell("superseded", () -> listener.superseded(old, by));
    }

    @Override
    public void ended(Session session) {
        tell("ended", () -> listener.ended(session));
    }

    @Override
    public void refused(DeviceId device, int line, String why) {
        tell("refused", () -> listener.refused(device, line, why));
    }

    private void tell(String event, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException | Error thrown) {
            LOGGER.warn("the listener {} threw when it was told {}", listener, event, thrown);
        }
    }
}
