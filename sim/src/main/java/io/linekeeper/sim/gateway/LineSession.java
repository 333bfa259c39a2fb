package io.linekeeper.sim.gateway;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.session.DeviceId;
import io.linekeeper.session.Session;
import io.linekeeper.session.SessionLine;
import io.linekeeper.wire.Agreement;
import io.linekeeper.wire.Frame;
import io.linekeeper.wire.GoodbyeCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The server's side of the line protocol on one line, as the netty module's SessionHandler keeps it. */
public final class LineSession implements SessionLine {
    private final Gateway gateway;
    private final GatewayLine line;
    private @Nullable Agreement agreement;
    private @Nullable DeviceId device;
    private @Nullable Session session;
    private @Nullable GoodbyeCode code;
    private Duration retryAfter = Duration.ZERO;
    private long questions;
    private boolean arrived;

    LineSession(Gateway gateway, GatewayLine line) {
        this.gateway = gateway;
        this.line = line;
    }

    /** The device that said HELLO, or null before it did. */
    public @Nullable DeviceId device() {
        return device;
    }

    /** The session, once it was welcomed. */
    public @Nullable Session session() {
        return session;
    }

    void received(Frame frame) {
        if (frame instanceof Frame.Hello hello) {
            hello(hello);
        } else if (frame instanceof Frame.Beat beat) {
            line.livesFor(beat.ttl());
        } else if (frame instanceof Frame.Goodbye) {
            line.end(Fate.FINISHED, "goodbye");
        } else if (frame instanceof Frame.Ping ping) {
            answer(ping);
        } else if (frame instanceof Frame.Pong) {
            line.answered();
        }
    }

    private void answer(Frame.Ping ping) {
        if (agreement != null && agreement.answers() && line.verdict() == null && !line.isClosed()) {
            line.outbox().control(new Frame.Pong(ping.token()), null);
        }
    }

    void ask(Runnable sent) {
        if (!line.isClosed()) {
            line.outbox().control(new Frame.Ping(++questions, Duration.ZERO), sent);
        }
    }

    private void hello(Frame.Hello hello) {
        if (line.verdict() != null) {
            return;
        }
        device = hello.device();
        agreement = Agreement.on(hello, gateway.policy()).orElse(null);
        if (agreement == null) {
            code = GoodbyeCode.VERSION;
            line.end(Fate.REFUSED, "version");
            return;
        }
        arrived = true;
        gateway.sessions().arrived(this, hello.device(), hello.instance());
    }

    private void welcome(Session given) {
        Agreement agreed = agreement;
        if (line.verdict() != null || line.isClosed() || agreed == null) {
            return;
        }
        session = given;
        gateway.trace(line, "welcomed", given.device(), given.epoch());
        line.agreeOn(agreed.policy());
        line.outbox().control(agreed.welcome(given.epoch(), Frame.MOST_PAYLOAD_BYTES), null);
    }

    void judged(Verdict verdict) {
        if (arrived) {
            gateway.sessions().judged(this);
        }
        if (verdict.fate().mayHear() && !line.isClosed()) {
            GoodbyeCode why = code == null ? GoodbyeCode.of(verdict.fate()) : code;
            line.outbox().control(new Frame.Goodbye(why, why.mayReconnect(), retryAfter, ""), null);
        }
    }

    void gone() {
        if (arrived) {
            arrived = false;
            gateway.sessions().closed(this);
        }
    }

    // Told on the thread of the sessions.

    @Override
    public int number() {
        return line.number();
    }

    @Override
    public void admitted(Session given) {
        onLoop(() -> welcome(given));
    }

    @Override
    public void refused(String why, Duration wait) {
        onLoop(() -> {
            retryAfter = Duration.ofMillis(wait.plusNanos(999_999).toMillis());
            line.end(Fate.REFUSED, why);
        });
    }

    @Override
    public void superseded() {
        onLoop(() -> line.end(Fate.SUPERSEDED, null));
    }

    @Override
    public void makeWay() {
        onLoop(line::makeWay);
        gateway.sessions().makesWay(this);
    }

    private void onLoop(Runnable task) {
        line.roll().loop().execute(task);
    }
}
