package io.linekeeper.sim;

import io.linekeeper.sim.gateway.EventLoop;
import io.linekeeper.sim.gateway.Gateway;
import io.linekeeper.sim.gateway.LoopRoll;
import io.linekeeper.sim.invariant.Invariants;
import io.linekeeper.sim.net.Agenda;
import io.linekeeper.sim.net.Host;
import io.linekeeper.sim.scene.HostClock;
import io.linekeeper.sim.scene.Trace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The host of a gateway, the process that runs there now, and what befalls the two. */
final class Site {
    private final Agenda agenda;
    private final Trace trace;
    private final Gateway.Terms terms;
    private final Invariants invariants;
    private final Host host;
    private final HostClock clock;
    private @Nullable Gateway gateway;

    Site(Agenda agenda, Trace trace, Gateway.Terms terms, Invariants invariants, Host host) {
        this.agenda = agenda;
        this.trace = trace;
        this.terms = terms;
        this.invariants = invariants;
        this.host = host;
        clock = new HostClock(agenda);
        gateway = new Gateway(terms, host, clock);
    }

    Host host() {
        return host;
    }

    HostClock clock() {
        return clock;
    }

    @Nullable
    Gateway gateway() {
        return gateway;
    }

    void pause(Duration lasting) {
        Gateway its = gateway;
        if (its != null && !host.isPaused()) {
            trace.add(host.name(), "paused", lasting);
            host.pause();
            its.stop();
            unsteady(its);
            agenda.after(lasting.toNanos(), () -> {
                trace.add(host.name(), "resumed");
                host.resume();
                its.resume();
                unsteady(its);
            });
        }
    }

    void stop(Duration lasting) {
        Gateway its = gateway;
        if (its != null) {
            trace.add(host.name(), "stopped", lasting);
            its.stop();
            unsteady(its);
            agenda.after(lasting.toNanos(), () -> {
                trace.add(host.name(), "goes on");
                its.resume();
                unsteady(its);
            });
        }
    }

    void crash(Duration lasting) {
        Gateway its = gateway;
        if (its != null && !host.isPaused()) {
            trace.add(host.name(), "crashes");
            gateway = null;
            its.die();
            host.crash();
            agenda.after(lasting.toNanos(), () -> {
                trace.add(host.name(), "boots");
                host.boot();
                gateway = new Gateway(terms, host, clock);
            });
        }
    }

    void stall(int loop, Duration lasting) {
        Gateway its = gateway;
        if (its != null) {
            trace.add(host.name(), "loop stalled", loop, lasting);
            LoopRoll roll = its.rolls().get(loop);
            roll.loop().stall(lasting.toNanos());
            invariants.unsteady(roll);
            agenda.after(lasting.toNanos(), () -> invariants.unsteady(roll));
        }
    }

    void runLate(int number, Duration late, Duration lasting) {
        Gateway its = gateway;
        if (its != null) {
            trace.add(host.name(), "loop late", number, late);
            EventLoop loop = its.rolls().get(number).loop();
            loop.runLate(late.toNanos());
            unsteady(its);
            agenda.after(lasting.toNanos(), () -> {
                trace.add(host.name(), "loop late no more", number);
                loop.runLate(0);
                unsteady(its);
            });
        }
    }

    private void unsteady(Gateway its) {
        its.rolls().forEach(invariants::unsteady);
    }
}
