package io.linekeeper.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The seeds that every build simulates, or others: {@code -Dsim.seeds=FROM-TO}. */
class SimulationTest {
    private static final String OF_EVERY_BUILD = "1-2000";

    @Test
    void shouldHoldAllInvariantsUnderEachSeed() {
        Seeds seeds = Seeds.parse(System.getProperty("sim.seeds", OF_EVERY_BUILD));
        List<Outcome> failed = seeds.run(Runtime.getRuntime().availableProcessors(), new Main.Progress(seeds.count()));
        assertThat(failed)
                .as(() -> failed.stream()
                        .map(each -> Report.of(each, Commit.id()))
                        .collect(Collectors.joining(System.lineSeparator())))
                .isEmpty();
    }

    @Test
    void shouldRunAScenarioTheSameWayEachTime() {
        for (long seed = 1; seed <= 20; seed++) {
            Outcome once = Outcome.of(Scenario.of(seed));
            Outcome again = Outcome.traced(Scenario.of(seed));
            assertThat(again.hash()).as("seed %d", seed).isEqualTo(once.hash());
            assertThat(again.events()).as("seed %d", seed).isEqualTo(once.events());
        }
    }

    @Test
    void shouldRunAnotherSeedAnotherWay() {
        assertThat(Outcome.of(Scenario.of(1)).hash())
                .isNotEqualTo(Outcome.of(Scenario.of(2)).hash());
    }

    @Test
    void shouldReadARangeOfSeeds() {
        assertThat(Seeds.parse("3-7")).isEqualTo(new Seeds(3, 7));
        assertThat(Seeds.parse("9")).isEqualTo(new Seeds(9, 9));
        assertThatThrownBy(() -> Seeds.parse("7-3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the seeds 7-3 are none; put the smaller number first, as in 1-2000");
        assertThatThrownBy(() -> Seeds.parse("many"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"many\" are no range of numbers");
    }
}
