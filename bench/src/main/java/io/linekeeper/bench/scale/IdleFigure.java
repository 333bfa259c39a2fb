package io.linekeeper.bench.scale;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Processor time of a server with idle lines under the default policy: in the seconds between two heartbeats of all lines,
 * and while the server itself asks all lines in turn.
 */
final class IdleFigure implements Figure {
    private static final int QUIET_SECONDS = 6;
    private static final int ASKED_SECONDS = 22;

    @Override
    public String word() {
        return "idle";
    }

    @Override
    public String title() {
        return "CPU of idle lines under the default policy, per cent of a core (goal: below 1 for 10,000 lines)";
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public void round(Size size, int round, Results results) throws Exception {
        for (String watch : List.of(Watch.NONE, "two-way", "idle-state", "wheel", "polling")) {
            try (Run run = new Run(watch, "epoll", Terms.byDefault())) {
                run.openUpTo(size.lines());
                measure(watch, run.server, run.clients, !watch.equals("two-way"), size, results);
            }
        }
        int port = freePort();
        try (Child server = Child.jar(size.servedJar(), "serve", "--listen", "fixed1028:" + port)) {
            TimeUnit.SECONDS.sleep(3);
            try (Child clients = Child.clients(port)) {
                clients.ask("open " + size.lines());
                measure("serve", server, clients, false, size, results);
            }
        }
    }

    private static void measure(
            String watch, Child server, Child clients, boolean clientsAsk, Size size, Results results)
            throws Exception {
        String quiet = size.lines() + " lines between heartbeats";
        String asked = "each asked or asking every 10 s";
        for (int i = -1; i < size.repeats(); i++) {
            clients.ask("beat 1000");
            TimeUnit.MILLISECONDS.sleep(1_200);
            clients.ask("beat 0");
            TimeUnit.MILLISECONDS.sleep(200);
            double percent = percent(server, QUIET_SECONDS);
            if (i >= 0) {
                results.add(watch, quiet, 2, percent);
            }
        }
        if (clientsAsk) {
            clients.ask("beat 10500");
        }
        TimeUnit.SECONDS.sleep(12);
        results.add(watch, asked, 2, percent(server, ASKED_SECONDS));
    }

    private static double percent(Child server, int seconds) throws IOException, InterruptedException {
        CpuTime before = CpuTime.of(server);
        long began = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        return 100.0 * CpuTime.of(server).nanosSince(before) / (System.nanoTime() - began);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
