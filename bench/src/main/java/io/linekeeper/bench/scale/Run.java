package io.linekeeper.bench.scale;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One server and its peers. */
final class Run implements AutoCloseable {
    final Child server;
    final Child clients;
    private final int port;
    private long lines;

    Run(String watch, String transport, Terms terms) throws IOException {
        this(Child.G1, watch, transport, terms);
    }

    Run(String collector, String watch, String transport, Terms terms) throws IOException {
        server = Child.server(collector, watch, transport, terms);
        port = server.port();
        clients = Child.clients(port);
    }

    /** More peers, in a process of their own. */
    Child moreClients() throws IOException {
        return Child.clients(port);
    }

    /** Opens lines until there are so many, all of them accepted. */
    void openUpTo(int wanted) throws IOException, InterruptedException {
        clients.ask("open " + (wanted - lines));
        lines = wanted;
        awaitOpen(wanted);
    }

    /** Waits until the server has so many open lines. */
    void awaitOpen(long wanted) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (server.askNumber("open") != wanted) {
            if (System.nanoTime() - giveUp > 0) {
                throw new IOException("the server has " + server.ask("open") + " open lines and not " + wanted);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** All lines are gone: the next {@link #openUpTo} begins at none. */
    void forgetLines() throws IOException {
        clients.ask("drop");
        lines = 0;
    }

    /** Processor time of the server per answered ping, in nanoseconds, while the peers beat. */
    double nanosPerHeartbeat(int seconds) throws IOException, InterruptedException {
        CpuTime before = CpuTime.of(server);
        long pongs = clients.askNumber("pongs");
        TimeUnit.SECONDS.sleep(seconds);
        long spent = CpuTime.of(server).nanosSince(before);
        return (double) spent / (clients.askNumber("pongs") - pongs);
    }

    /** The contestants in another order each round. */
    static List<String> inTurn(List<String> contestants, int round) {
        List<String> turned = new ArrayList<>(contestants);
        Collections.rotate(turned, round);
        return turned;
    }

    @Override
    public void close() {
        clients.close();
        server.close();
    }
}
