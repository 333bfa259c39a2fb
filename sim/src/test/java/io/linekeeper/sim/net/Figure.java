package io.linekeeper.sim.net;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * What Linux 6.18 did in network namespaces, and what the model does.
 *
 * @param fault what is broken, and who is to notice
 * @param measured seconds until it was noticed; infinite for never (the model is watched for an hour)
 * @param band how far the model may be off, in seconds: single runs, whose phase is known to half a second or a second
 * @param model the seconds of the model
 */
record Figure(String fault, double measured, double band, DoubleSupplier model) {
    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final double HOUR = 3600;

    boolean agrees(double modelled) {
        return modelled == measured || Math.abs(modelled - measured) <= band;
    }

    @Override
    public String toString() {
        return fault;
    }

    static List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(idleBlackHoles());
        figures.addAll(dataInFlight());
        figures.addAll(oneWay());
        figures.addAll(windows());
        figures.addAll(slowReaders());
        figures.addAll(hosts());
        figures.addAll(outages());
        return figures;
    }

    static List<Figure> idleBlackHoles() {
        return List.of(
                idle("black hole, keepalive 1,3,10", 31.4, 1, s -> s.keepAlive(1, 3, 10)),
                idle("black hole, keepalive 1,1,10", 10.9, 0.5, s -> s.keepAlive(1, 1, 10)),
                idle("black hole, user time-out 5 alone", NEVER, 0, s -> s.userTimeout(5)),
                idle("black hole, user time-out 5, keepalive 1,1,10", 4.8, 0.5, s -> {
                    s.userTimeout(5);
                    s.keepAlive(1, 1, 10);
                }),
                idle("black hole, user time-out 5, keepalive 1,3,10", 6.8, 0.5, s -> {
                    s.userTimeout(5);
                    s.keepAlive(1, 3, 10);
                }),
                idle("black hole, user time-out 31, keepalive 1,3,10", 31.5, 1, s -> {
                    s.userTimeout(31);
                    s.keepAlive(1, 3, 10);
                }));
    }

    static List<Figure> dataInFlight() {
        return List.of(
                figure("black hole, data in flight, keepalive 1,1,10", 938, 1, s -> {
                    s.keepAlive(1, 1, 10);
                    s.path.cut(Way.BOTH);
                    s.atServer.write("byte", 1);
                    return s.serverFailsAfter(HOUR);
                }),
                figure("black hole, data in flight, user time-out 5", 5.5, 0.5, s -> {
                    s.keepAlive(1, 1, 10);
                    s.userTimeout(5);
                    s.path.cut(Way.BOTH);
                    s.atServer.write("byte", 1);
                    return s.serverFailsAfter(HOUR);
                }));
    }

    static List<Figure> oneWay() {
        return List.of(
                figure("black hole to the server, keepalive 1,1,10", 10.9, 0.5, s -> {
                    s.keepAlive(1, 1, 10);
                    s.path.cut(Way.THERE);
                    return s.serverFailsAfter(HOUR);
                }),
                figure("black hole to the client, keepalive 1,1,10", 10.9, 0.5, s -> {
                    s.keepAlive(1, 1, 10);
                    s.path.cut(Way.BACK);
                    return s.serverFailsAfter(HOUR);
                }),
                figure("black hole to the client that beats, keepalive 1,1,10", 25, 1, s -> {
                    s.keepAlive(1, 1, 10);
                    s.clientBeats(0.5);
                    s.path.cut(Way.BACK);
                    return s.serverFailsAfter(HOUR);
                }));
    }

    static List<Figure> windows() {
        return List.of(
                figure("closed window, keepalive 1,1,10", NEVER, 0, s -> {
                    s.keepAlive(1, 1, 10);
                    s.closeWindow();
                    return s.serverFailsAfter(HOUR);
                }),
                figure("closed window, user time-out 5", 5.3, 0.5, s -> {
                    s.userTimeout(5);
                    s.closeWindow();
                    return s.serverFailsAfter(HOUR);
                }),
                // By how long the window has been closed it is 30 s to 41 s; when it was cut in the measurement is not
                // known.
                figureOf(
                        "closed window, 2 s on a black hole, 5 retries",
                        32,
                        1,
                        Scene.MEASURED.withRetransmitsGivenUp(5),
                        s -> {
                            s.keepAlive(1, 1, 10);
                            s.closeWindow();
                            s.pass(2);
                            s.path.cut(Way.BOTH);
                            return s.serverFailsAfter(HOUR);
                        }),
                figure("process that hangs, keepalive 1,1,10, user time-out 5, writes", NEVER, 0, s -> {
                    s.keepAlive(1, 1, 10);
                    s.userTimeout(5);
                    s.clientEars.reads = false;
                    s.every(1, () -> s.atServer.write("byte", 1));
                    return s.serverFailsAfter(HOUR);
                }));
    }

    /** Those who read 2,000 bytes a second through a receive buffer of 4,000. */
    static List<Figure> slowReaders() {
        return List.of(
                slowReader("slow reader, user time-out 4", 4.2, 0.5, s -> {
                    s.userTimeout(4);
                    return s.serverFailsAfter(HOUR);
                }),
                slowReader("slow reader, no user time-out", NEVER, 0, s -> s.serverFailsAfter(HOUR)),
                slowReader("slow reader, user time-out 4 put back while bytes wait", 0.14, 0.5, s -> {
                    s.pass(10);
                    s.userTimeout(4);
                    return s.serverFailsAfter(HOUR);
                }));
    }

    static List<Figure> hosts() {
        return List.of(
                idle(
                        "NAT entry lost, silent, keepalive 1,1,10",
                        10.9,
                        0.5,
                        s -> s.keepAlive(1, 1, 10),
                        s -> s.path.forgetFlows(false)),
                idle(
                        "NAT entry lost, reset, keepalive 1,1,10",
                        0.7,
                        0.5,
                        s -> s.keepAlive(1, 1, 10),
                        s -> s.path.forgetFlows(true)),
                idle("peer rebooted after 4 s, keepalive 1,1,10", 4.8, 0.5, s -> s.keepAlive(1, 1, 10), s -> {
                    s.client.crash();
                    s.agenda.after(4_000_000_000L, s.client::boot);
                }),
                idle("peer paused, keepalive 1,3,10", 31, 1, s -> s.keepAlive(1, 3, 10), s -> s.client.pause()),
                idle("peer paused, keepalive 1,1,10", 10.5, 0.5, s -> s.keepAlive(1, 1, 10), s -> s.client.pause()),
                figure("process killed with unread data", 0, 0.1, s -> {
                    s.clientEars.reads = false;
                    s.atServer.write("byte", 1);
                    s.pass(0.05);
                    s.atClient.close();
                    return s.serverFailsAfter(1);
                }));
    }

    /** The longest silence that a server hears of a client who beats every 0.5 s. */
    static List<Figure> outages() {
        return List.of(outage(8, 14.0), outage(15, 27.1), outage(30, 54.4));
    }

    private static Figure outage(double seconds, double measured) {
        return figure("outage of " + seconds + " s, silence of a client that beats", measured, 0.5, s -> {
            s.clientBeats(0.5);
            s.pass(10.1);
            s.path.cut(Way.BOTH);
            s.pass(seconds);
            s.path.mend(Way.BOTH);
            s.pass(200);
            return s.serverEars.longestSilenceNanos / 1e9;
        });
    }

    private static Figure slowReader(String fault, double measured, double band, ToDoubleFunction<Scene> model) {
        return figureOf(fault, measured, band, Scene.MEASURED.withBuffers(16 * 1024, 4_000), s -> {
            s.clientReadsSlowly(2_000);
            return model.applyAsDouble(s);
        });
    }

    private static Figure idle(String fault, double measured, double band, Consumer<Scene> settings) {
        return idle(fault, measured, band, settings, s -> s.path.cut(Way.BOTH));
    }

    private static Figure idle(
            String fault, double measured, double band, Consumer<Scene> settings, Consumer<Scene> breaking) {
        return figure(fault, measured, band, s -> {
            settings.accept(s);
            s.pass(0.1);
            breaking.accept(s);
            return s.serverFailsAfter(HOUR);
        });
    }

    private static Figure figure(String fault, double measured, double band, ToDoubleFunction<Scene> model) {
        return figureOf(fault, measured, band, Scene.MEASURED, model);
    }

    private static Figure figureOf(
            String fault, double measured, double band, NetworkOptions options, ToDoubleFunction<Scene> model) {
        return new Figure(fault, measured, band, () -> model.applyAsDouble(Scene.connected(options)));
    }
}
