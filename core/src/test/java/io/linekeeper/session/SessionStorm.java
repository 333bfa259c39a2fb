package io.linekeeper.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Devices that come and go, flap and fight, before a directory that is slow, fails, forgets and is shared with another
 * gateway; all of it from one seed. A registry and the model go through the same, and must tell the same after each operation.
 */
final class SessionStorm {
    private static final long SECOND = 1_000_000_000L;

    private final Random random;
    private final List<DeviceId> devices;
    private final boolean fierce;
    private final int fighters;
    private final int fresh;
    private final int failures;
    private final int others;
    private final boolean contended;
    private final int pace;
    private final FakeDirectory directory;
    private final SessionRules rules = new SessionRules();
    private final Recorder expected = new Recorder();
    private final RegistryPort registry;
    private final RegistryPort model;
    private final List<SessionLine> realLines = new ArrayList<>();
    private final List<SessionLine> modelLines = new ArrayList<>();
    private long instances = 12;
    private long nowNanos;

    SessionStorm(long seed, RegistryPort.Maker maker) {
        random = new Random(seed);
        fierce = random.nextInt(3) == 0;
        devices = Stream.of("a", "b", "c")
                .limit(fierce ? 1 : 1 + random.nextInt(3))
                .map(DeviceId::new)
                .toList();
        fighters = random.nextInt(4) == 0 ? 12 : 2;
        fresh = random.nextInt(3) * 20;
        failures = random.nextInt(4) == 0 ? 15 : 0;
        others = random.nextInt(3) == 0 ? 5 : 0;
        contended = random.nextInt(8) == 0;
        pace = 1 + random.nextInt(fierce ? 2 : 10);
        nowNanos = random.nextBoolean() ? Long.MAX_VALUE - random.nextInt(200) * SECOND : random.nextLong();
        directory = new FakeDirectory(random);
        int burst = fierce ? 1 : 1 + random.nextInt(3);
        Duration every = Duration.ofSeconds(1 + random.nextInt(fierce ? 90 : 30));
        registry = maker.make(rules::claim, rules::release, rules, burst, every);
        model = new ModelRegistry(expected::claim, expected::release, expected, burst, every);
    }

    void run(int operations) {
        for (int i = 0; i < operations; i++) {
            nowNanos += random.nextInt(pace) * SECOND + random.nextInt(1_000_000);
            operate(random.nextInt(100));
            check();
        }
        finish();
    }

    private void operate(int what) {
        if (what < 26 || (fierce && (what >= 94 || (fighters > 2 && what >= 76 && what < 82)))) {
            arrive();
        } else if (what < 52) {
            handleErrand(failures, contended ? 95 : others);
        } else if (what < 76) {
            answer();
        } else if (what < 82) {
            pick(line -> true, this::judge);
        } else if (what < 94) {
            boolean inTheWay = random.nextBoolean();
            pick(line -> isToGo(line, inTheWay), this::close);
        } else if (what < 98) {
            pick(line -> true, this::close);
        } else if (what < 99 && others > 0) {
            directory.restart();
        }
    }

    private void arrive() {
        DeviceId device = devices.get(random.nextInt(devices.size()));
        long instance = random.nextInt(100) < fresh
                ? ++instances
                : random.nextInt(4) == 0 ? Math.max(1, instances - random.nextInt(12)) : 1 + random.nextInt(fighters);
        int number = realLines.size();
        realLines.add(rules.line(number));
        modelLines.add(expected.line(number));
        rules.lines.put(number, new SessionRules.Seen(device));
        registry.arrived(realLines.get(number), device, instance, nowNanos);
        model.arrived(modelLines.get(number), device, instance, nowNanos);
    }

    private void handleErrand(int failing, int contending) {
        if (!rules.errands.isEmpty()) {
            directory.handle(
                    rules.errands.remove(random.nextInt(rules.errands.size())),
                    random.nextInt(100) < failing,
                    random.nextInt(100) < contending);
        }
    }

    private void answer() {
        if (directory.answers.isEmpty()) {
            return;
        }
        FakeDirectory.Answer answer = directory.answers.remove(random.nextInt(directory.answers.size()));
        rules.claiming.remove(answer.device());
        Optional<Claimed> outcome = answer.outcome();
        if (outcome.isEmpty()) {
            registry.claimFailed(answer.device());
            model.claimFailed(answer.device());
            return;
        }
        if (outcome.get() instanceof Claimed.Granted granted) {
            rules.sees(granted.session());
        } else if (outcome.get() instanceof Claimed.Conflict conflict) {
            conflict.current().ifPresent(rules::sees);
        }
        registry.claimed(answer.device(), outcome.get());
        model.claimed(answer.device(), outcome.get());
    }

    private void judge(int line) {
        SessionRules.Seen seen = rules.lines.get(line);
        boolean stale = seen.closed || seen.judged || seen.told == SessionRules.Told.SUPERSEDED;
        seen.judged |= seen.told == SessionRules.Told.NOTHING || seen.told == SessionRules.Told.ADMITTED;
        String before = registry.counts();
        registry.judged(realLines.get(line));
        model.judged(modelLines.get(line));
        if (stale) {
            assertThat(registry.counts()).as("after a stale verdict").isEqualTo(before);
        }
    }

    private void close(int line) {
        boolean stale = rules.lines.get(line).closed;
        rules.closed(line);
        String before = registry.counts();
        registry.closed(realLines.get(line));
        model.closed(modelLines.get(line));
        if (stale) {
            assertThat(registry.counts()).as("after a stale close").isEqualTo(before);
        }
    }

    private void pick(IntPredicate which, IntConsumer act) {
        List<Integer> candidates = new ArrayList<>();
        for (int i = Math.max(0, realLines.size() - 40); i < realLines.size(); i++) {
            if (which.test(i)) {
                candidates.add(i);
            }
        }
        if (!candidates.isEmpty()) {
            act.accept(candidates.get(random.nextInt(candidates.size())));
        }
    }

    private boolean isToGo(int line, boolean inTheWay) {
        SessionRules.Seen seen = rules.lines.get(line);
        return seen.isToGo() && (seen.toldToMakeWay || !inTheWay);
    }

    private void check() {
        assertThat(rules.take()).as("what was told").isEqualTo(expected.take());
        assertThat(registry.counts()).isEqualTo(model.counts());
        rules.check();
    }

    /** All that is on its way arrives; the lines that are to go are closed, and at last all of them. */
    private void finish() {
        settle();
        for (int i = 0; i < realLines.size(); i++) {
            assertThat(rules.isForgotten(i)).as("line %d waits for nothing", i).isFalse();
        }
        for (int i = 0; i < realLines.size(); i++) {
            close(i);
            check();
        }
        settle();
        rules.checkEnd();
        assertThat(registry.counts()).isEqualTo("0 live, 0 drain, 0 wait, 0 devices");
        if (!directory.hasLostAnAnswer()) {
            assertThat(directory.sessionsOf("here"))
                    .as("sessions that nobody released")
                    .isEmpty();
        }
    }

    private void settle() {
        boolean more = true;
        while (more) {
            handleErrand(0, 0);
            answer();
            check();
            List<Integer> toGo = rules.lines.entrySet().stream()
                    .filter(line -> line.getValue().isToGo())
                    .map(Map.Entry::getKey)
                    .toList();
            toGo.forEach(line -> {
                close(line);
                check();
            });
            more = !toGo.isEmpty() || !rules.errands.isEmpty() || !directory.answers.isEmpty();
        }
    }
}
