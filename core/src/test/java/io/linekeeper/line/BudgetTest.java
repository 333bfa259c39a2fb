package io.linekeeper.line;

import static io.linekeeper.line.Policies.oneWay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mass of verdicts is spread over calls, and one line's failure is no other line's. */
class BudgetTest {
    private static final long MS = 1_000_000;
    private static final LivenessPolicy POLICY = oneWay(Duration.ofSeconds(4));

    private final RollCall roll = new RollCall(0, false);
    private final List<Script> scripts = new ArrayList<>();

    private void fallSilent(int lines) {
        for (int i = 0; i < lines; i++) {
            Script script = new Script();
            Line line = Keeper.put(roll, POLICY, script, 0);
            script.action = step -> {
                if (step == Step.VERDICT) {
                    roll.remove(line);
                }
            };
            scripts.add(script);
        }
        long now = 0;
        while (now <= 3_990 * MS) {
            now += Math.max(1, roll.call(now));
        }
        assertThat(judged()).isZero();
    }

    private long judged() {
        return scripts.stream()
                .filter(script -> script.steps.contains(Step.VERDICT))
                .count();
    }

    /** Verdicts of one call, each of which takes so long. */
    private long call(long now, long nanosEach) {
        long before = judged();
        roll.call(now);
        long judged = judged() - before;
        roll.took(judged * nanosEach);
        return judged;
    }

    @Test
    void shouldEndNoMoreThanItsBudgetInOneCallAndGoOnAfterwards() {
        fallSilent(1_000);
        long now = 4_100 * MS;
        long first = roll.size();
        assertThat(roll.call(now)).isZero();
        assertThat(judged()).isBetween(1L, (long) Budget.MOST_ENDS);
        for (int i = 1; i < 100; i++) {
            roll.call(now + i);
        }
        assertThat(judged()).isEqualTo(first);
        assertThat(roll.call(now + 100)).isEqualTo(RollCall.NO_LINES);
    }

    @Test
    void shouldEndAsManyInOneCallAsItHasTimeFor() {
        fallSilent(10_000);
        long now = 4_100 * MS;
        for (int i = 0; i < 20; i++) {
            call(now + i, 1_000_000);
        }
        assertThat(call(now + 20, 1_000_000)).isEqualTo(10);
        for (int i = 21; i < 40; i++) {
            call(now + i, 1_000);
        }
        assertThat(call(now + 40, 1_000)).isEqualTo(Budget.MOST_ENDS);
        assertThat(call(now + 41, 1_000_000_000)).isEqualTo(Budget.MOST_ENDS);
        assertThat(call(now + 42, 1_000_000_000)).isEqualTo(4);
    }

    @Test
    void shouldLookAtTheOthersWhenALookThrows() {
        for (int i = 0; i < 10; i++) {
            Script script = new Script();
            Line line = Keeper.put(roll, POLICY, script, 0);
            boolean broken = i % 3 == 1;
            script.testimony = () -> {
                if (broken) {
                    throw new IllegalStateException("no testimony");
                }
                return Witness.ofBuffers(0, true, 0, 0);
            };
            script.action = step -> {
                if (step == Step.VERDICT) {
                    roll.remove(line);
                }
            };
            scripts.add(script);
        }
        roll.call(0);
        roll.call(3_000 * MS);
        assertThatThrownBy(() -> {
                    for (long now = 4_050 * MS; now < 8_000 * MS; now += 20 * MS) {
                        roll.call(now);
                    }
                })
                .hasMessage("no testimony");
        assertThatThrownBy(() -> roll.call(9_000 * MS)).hasMessage("no testimony");
        for (long now = 9_020; now < 13_000; now += 20) {
            long at = now * MS;
            try {
                roll.call(at);
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("no testimony");
            }
        }
        assertThat(judged()).isEqualTo(7);
        assertThat(roll.size()).isEqualTo(3);
    }
}
