package io.linekeeper.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.PlainHearing.Moment;
import io.linekeeper.policy.LivenessPolicy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A roll call and its naive model, driven by one seed: a list of lines with real time stamps, which works out from the
 * definition what may and what must have happened.
 */
final class RollCallModel {
    private static final long MS = 1_000_000;

    final boolean kernel;
    final PlainHearing hearing;
    long now;
    /** Whether silences are recorded, and what was. */
    final boolean recorded;

    final List<Flight> flights = new ArrayList<>();
    /** All that lines were told to do. */
    final List<Done> steps = new ArrayList<>();

    int numbers;

    /** A line was told to do something. */
    record Done(int line, Step step, long at) {}

    private final Random random;
    private final List<LivenessPolicy> policies;
    private final List<ModelLine> lines = new ArrayList<>();
    private final Set<ModelLine> looked = new HashSet<>();
    private final int crowd;
    private final RollCall roll;
    private long planned;
    private long nextCall;
    private int step;
    private int again;

    RollCallModel(long seed, List<LivenessPolicy> all, boolean recorded) {
        this.recorded = recorded;
        random = new Random(seed);
        kernel = random.nextBoolean();
        long[] starts = {0, (1L << 31) - 20_000, (1L << 32) - 20_000};
        long heard = starts[random.nextInt(starts.length)] * MS + random.nextInt(1_000_000);
        now = random.nextBoolean() ? random.nextLong() >> 1 : -random.nextInt(1_000_000_000);
        hearing = new PlainHearing(now, heard);
        roll = new RollCall(new HearingTime(now, heard), kernel);
        nextCall = now;
        crowd = random.nextInt(10) == 0 ? 700 : 40;
        policies = new ArrayList<>(all);
        while (policies.size() > 1 + random.nextInt(4)) {
            policies.remove(random.nextInt(policies.size()));
        }
    }

    Moment moment() {
        return hearing.moment(now);
    }

    void run(int operations) {
        for (step = 0; step < operations; step++) {
            operate(random.nextInt(100));
            compare();
        }
    }

    private void operate(int what) {
        if (what < 40) {
            callInTime();
        } else if (what < 45) {
            now += random.nextInt(40) * MS + random.nextInt(1_000_000);
        } else if (what < 48) {
            call();
        } else if (what < 51) {
            now = Math.max(now, nextCall) + random.nextInt(240) * MS;
            call();
        } else if (what < 53) {
            pause();
        } else if (what < 60) {
            add(lines.size() < crowd && crowd > 100 ? 150 : 1);
        } else if (!lines.isEmpty()) {
            touch(lines.get(random.nextInt(lines.size())), what);
        }
    }

    private void touch(ModelLine line, int what) {
        if (what < 72) {
            hear(line, false);
        } else if (what < 80) {
            hear(line, true);
        } else if (what < 84) {
            line.arrive();
        } else if (what < 86) {
            line.read();
        } else if (what < 88) {
            remove(line);
        } else if (what < 91) {
            line.acknowledges = !line.acknowledges;
            line.excused |= line.acknowledges;
            line.watchedSince = null;
            line.settle();
        } else if (what < 94) {
            line.toggleReading();
        } else if (what < 96) {
            line.windowOpen = !line.windowOpen;
            line.opened |= line.windowOpen;
            line.excused = true;
            line.watchedSince = null;
            line.settle();
        } else if (what < 98) {
            line.give(1 + random.nextInt(random.nextInt(8) == 0 ? 300_000 : 10_000));
            callIfTooLate(line);
        } else if (what < 99) {
            line.expect(random.nextInt(4) == 0 ? -1 : random.nextInt(5_000));
            callIfTooLate(line);
        } else {
            judge(line);
        }
    }

    private void hear(ModelLine line, boolean answer) {
        if (line.reading) {
            line.arrive();
            line.read();
            if (answer) {
                line.line.answered();
                line.proven = true;
            }
        }
    }

    private void judge(ModelLine line) {
        Verdict verdict = line.line.judge(Fate.CLOSED, null, null, now);
        require((verdict == null) == line.judged, "verdict " + verdict, line);
        line.judged = true;
        if (random.nextBoolean()) {
            drain(line);
            callIfTooLate(line);
        }
    }

    private void drain(ModelLine line) {
        int millis = random.nextInt(3_000);
        line.drainNanos = millis * MS;
        line.drainSince = moment();
        line.line.drain(millis);
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            LivenessPolicy policy = policies.get(random.nextInt(policies.size()));
            if (lines.isEmpty()) {
                hearing.resumed(now);
                planned = 0;
            }
            ModelLine line = new ModelLine(this, policy);
            line.line = Keeper.put(roll, policy, line, now);
            lines.add(line);
            if (i == count - 1) {
                callIfTooLate(line);
            }
        }
    }

    void remove(ModelLine line) {
        line.removed = true;
        lines.remove(line);
        roll.remove(line.line);
    }

    private void callIfTooLate(ModelLine line) {
        if (roll.isPlannedTooLate(line.line)) {
            nextCall = now;
        }
    }

    private void callInTime() {
        now = Math.max(now, nextCall) + random.nextInt(2_000_000);
        call();
    }

    private void pause() {
        long end = Math.max(now, nextCall) + random.nextInt(10_000) * MS;
        while (now < end) {
            now += random.nextInt(3_000) * MS;
            if (!lines.isEmpty()) {
                lines.get(random.nextInt(lines.size())).arrive();
            }
        }
        call();
    }

    private void call() {
        if (lines.isEmpty()) {
            hearing.resumed(now);
        } else {
            hearing.called(now, planned);
        }
        looked.clear();
        long wait = roll.call(now);
        assertThat(looked).hasSizeLessThanOrEqualTo(Budget.LOOKS);
        if (wait == RollCall.NO_LINES) {
            assertThat(lines).isEmpty();
            nextCall = now;
            return;
        }
        assertThat(lines).isNotEmpty();
        roll.took(random.nextInt(50) * MS);
        again = wait == 0 ? again + 1 : 0;
        // a line may be ended twice, by its verdict and by its cut
        assertThat(again).as("calls at once, operation %d", step).isLessThan(10 + 2 * crowd / Budget.LEAST_ENDS);
        planned = wait;
        nextCall = now + wait;
        if (wait > 0) {
            hearing.whole();
            long tick = lines.stream().mapToLong(line -> line.tick).min().orElseThrow();
            lines.forEach(line -> line.mustBeLookedAt(wait, tick));
        }
    }

    void looks(ModelLine line) {
        require(!line.removed, "looked at after its removal", line);
        looked.add(line);
    }

    /** What the application may do in the middle of a call. */
    void react(ModelLine line, Step what) {
        boolean ends = what == Step.VERDICT;
        int choice = random.nextInt(ends ? 10 : 60);
        if (choice < 2 && !line.removed) {
            remove(line);
        } else if (choice == 3 && !lines.isEmpty()) {
            remove(lines.get(random.nextInt(lines.size())));
        } else if (choice == 4 && lines.size() < crowd) {
            add(1 + random.nextInt(3));
        } else if (choice == 5 && !line.removed) {
            judge(line);
        } else if (choice > 5 && ends) {
            drain(line);
        }
    }

    private void compare() {
        assertThat(roll.size()).isEqualTo(lines.size());
        BitSet places = new BitSet();
        for (ModelLine line : lines) {
            places.set(line.line.index);
            require((line.line.verdict() != null) == line.judged, "verdict", line);
        }
        assertThat(places.nextClearBit(0)).as("places without a hole").isEqualTo(lines.size());
        assertThat(roll.time().millis()).isEqualTo((int) (hearing.now() / MS));
    }

    void require(boolean holds, String what, ModelLine line) {
        if (!holds) {
            throw new AssertionError("operation " + step + ", hearing " + hearing.now() + ", now " + now + ", kernel "
                    + kernel + ": " + what + ": " + line);
        }
    }
}
