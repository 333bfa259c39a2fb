package io.linekeeper.gateway.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Reachability;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** With shells that print what ping does, so that hosts can be had that answer, do not, and cannot be asked. */
@Timeout(30)
@EnabledOnOs({OS.LINUX, OS.MAC})
class HostWatchTest {
    private static final PingSettings SETTINGS = PingSettings.parse("period=200ms,timeout=100ms");
    private static final String REPLY = "echo '64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=0.280 ms'; ";
    private static final String FOR_EVER = "exec sleep 1000";

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final List<ProcessHandle> started = new CopyOnWriteArrayList<>();

    private final HostListener listener = new HostListener() {
        @Override
        public void reachability(InetAddress host, Reachability state, int lines, @Nullable String why) {
            told.add(host.getHostAddress() + " " + state + " " + lines + (why == null ? "" : " " + why));
        }

        @Override
        public void tooManyHosts(int most) {
            told.add("more than " + most);
        }
    };

    private HostWatch watch(String script, int most) {
        Host.Pings pings = (host, settings) -> {
            Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
            Ping ping = Ping.run(List.of("sh", "-c", script));
            ProcessHandle.current()
                    .children()
                    .filter(child -> !before.contains(child))
                    .forEach(started::add);
            return ping;
        };
        return new HostWatch(SETTINGS, listener, pings, most).started();
    }

    private static InetAddress host(int number) throws Exception {
        return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) number});
    }

    private String next() throws InterruptedException {
        String next = told.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("something is told").isNotNull();
        return next;
    }

    private void awaitNoProcess() {
        started.forEach(
                process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    @Test
    void shouldTellEachChangeOnce() throws Exception {
        try (HostWatch watch = watch("for i in 1 2 3; do " + REPLY + "sleep 0.1; done; " + FOR_EVER, 9)) {
            assertThat(watch.of(host(1))).isEqualTo(Reachability.UNKNOWN);
            watch.changed(host(1), 2);
            assertThat(next()).isEqualTo("192.0.2.1 ANSWERS 2");
            assertThat(watch.of(host(1))).isEqualTo(Reachability.ANSWERS);
            assertThat(next()).isEqualTo("192.0.2.1 NO_ANSWER 2");
            assertThat(watch.of(host(1))).isEqualTo(Reachability.NO_ANSWER);
            assertThat(watch.of(host(2))).isEqualTo(Reachability.UNKNOWN);
        }
        awaitNoProcess();
        assertThat(told).isEmpty();
    }

    @Test
    void shouldKnowNothingWhenPingEnds() throws Exception {
        try (HostWatch watch = watch(REPLY + "sleep 0.2; echo 'ping: sendmsg: Network is unreachable'", 9)) {
            watch.changed(host(1), 1);
            assertThat(next()).isEqualTo("192.0.2.1 ANSWERS 1");
            assertThat(next()).isEqualTo("192.0.2.1 UNKNOWN 1 ping: sendmsg: Network is unreachable");
            assertThat(watch.of(host(1))).isEqualTo(Reachability.UNKNOWN);
        }
    }

    @Test
    void shouldEndAProcessWithTheLastLineOfItsHost() throws Exception {
        try (HostWatch watch = watch(REPLY + FOR_EVER, 9)) {
            watch.changed(host(1), 2);
            assertThat(next()).isEqualTo("192.0.2.1 ANSWERS 2");
            watch.changed(host(1), -1);
            assertThat(next()).isEqualTo("192.0.2.1 NO_ANSWER 1");
            assertThat(started).hasSize(1).allMatch(ProcessHandle::isAlive);
            watch.changed(host(1), -1);
            awaitNoProcess();
            assertThat(watch.of(host(1))).isEqualTo(Reachability.UNKNOWN);
        }
    }

    @Test
    void shouldWatchSoManyHostsAndNoMoreUntilOneIsGone() throws Exception {
        try (HostWatch watch = watch(REPLY + FOR_EVER, 1)) {
            watch.changed(host(1), 1);
            assertThat(next()).isEqualTo("192.0.2.1 ANSWERS 1");
            watch.changed(host(2), 1);
            assertThat(next()).isEqualTo("more than 1");
            watch.changed(host(3), 1);
            watch.changed(host(2), -1);
            watch.changed(host(1), -1);
            String after = next();
            assertThat(after.startsWith("192.0.2.1 NO_ANSWER") ? next() : after).isEqualTo("192.0.2.3 ANSWERS 1");
        }
        awaitNoProcess();
    }

    @Test
    void shouldSurviveThatPingCannotBeStarted() throws Exception {
        Host.Pings none = (host, settings) -> Ping.run(List.of("/no/such/program"));
        try (HostWatch watch = new HostWatch(SETTINGS, listener, none, 9).started()) {
            watch.changed(host(1), 1);
            assertThat(next()).startsWith("192.0.2.1 UNKNOWN 1 ").contains("/no/such/program");
            watch.changed(host(2), 1);
            assertThat(next()).startsWith("192.0.2.2 UNKNOWN 1 ");
        }
    }
}
