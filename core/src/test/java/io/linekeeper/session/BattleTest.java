package io.linekeeper.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.session.RegistryScene.SceneLine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two live devices with one id, as the registry sees them. */
class BattleTest {
    private static final String FIGHT = ": two live devices fight for this session";

    private final RegistryScene scene = new RegistryScene();
    private int number;

    @Test
    void shouldAllowTheBurstAndThenOneTakeoverEveryWhile() {
        SceneLine live = takes(null, 1);
        live = takes(live, 2);
        live = takes(live, 1);
        live = takes(live, 2);
        live = takes(live, 1);
        scene.nowNanos += Duration.ofSeconds(5).toNanos();
        scene.told();
        scene.arrives(90, 2);
        assertThat(scene.told()).containsExactly("refused 90" + FIGHT, "line 90 is refused for 15000 ms");
        assertThat(scene.registry.liveSessions()).isEqualTo(1);

        scene.nowNanos += Duration.ofSeconds(15).toNanos();
        takes(live, 2);
        scene.told();
        scene.arrives(91, 1);
        assertThat(scene.told()).containsExactly("refused 91" + FIGHT, "line 91 is refused for 20000 ms");
    }

    @Test
    void shouldNotTakeAFlappingDeviceForABattle() {
        SceneLine live = takes(null, 1);
        for (int i = 0; i < 100; i++) {
            live = takes(live, 1);
        }
    }

    @Test
    void shouldNotTakeADeviceThatRestartsForABattle() {
        SceneLine live = takes(null, 1);
        for (int i = 2; i < 100; i++) {
            live = takes(live, i);
        }
    }

    @Test
    void shouldNotCountWhatLostItsSessionToItselfOrToNobody() {
        SceneLine live = takes(null, 1);
        live = takes(live, 1);
        for (int i = 0; i < 20; i++) {
            live.isJudged(); // Each comes when the other's line is dead already.
            live = takes(live, 1 + i % 2);
        }
    }

    @Test
    void shouldRememberTheLastEightLosers() {
        scene.nowNanos = Long.MAX_VALUE - 5;
        Battle battle = new Battle(BattleRule.DEFAULT, scene.nowNanos);
        for (int i = 1; i <= 8; i++) {
            battle.lost(i);
        }
        battle.lost(1);
        battle.lost(9);
        assertThat(battle.hasLost(2)).isFalse();
        for (int i : new int[] {1, 3, 4, 5, 6, 7, 8, 9}) {
            assertThat(battle.hasLost(i)).as("instance %d", i).isTrue();
        }
    }

    @Test
    void shouldForgetTheBattleWithTheLastLine() {
        SceneLine live = takes(null, 1);
        for (int i = 0; i < 4; i++) {
            live = takes(live, 2 - i % 2);
        }
        live.isClosed();
        assertThat(scene.registry.devices()).isZero();
        live = takes(null, 1);
        takes(live, 2);
    }

    @Test
    void shouldLetNoWaitingLineFallForOneThatIsRefused() {
        SceneLine live = takes(null, 1);
        for (int i = 0; i < 4; i++) {
            live = takes(live, 2 - i % 2);
        }
        scene.told();
        scene.arrives(80, 1); // The one that lives, come back.
        scene.arrives(81, 1);
        scene.arrives(82, 2); // The other.
        scene.grant(1_000);
        live.isClosed();
        assertThat(scene.told())
                .contains("refused 82" + FIGHT, "claim for 81 expecting 1000, at least 1001")
                .doesNotContain("line 81 is superseded");
    }

    @Test
    void shouldRefuseAtOnceWhenTheLineThatWouldHaveGoneFirstIsClosed() {
        SceneLine live = takes(null, 1);
        for (int i = 0; i < 4; i++) {
            live = takes(live, 2 - i % 2);
        }
        scene.arrives(80, 1); // The one that lives, come back.
        scene.arrives(81, 2); // The other.
        SceneLine later = scene.arrives(82, 1);
        scene.grant(1_000);
        scene.told();
        later.isClosed();
        assertThat(scene.told()).containsExactly("refused 81" + FIGHT, "line 81 is refused for 20000 ms");
        assertThat(scene.registry.waitingLines()).isZero();
    }

    /** The next line takes the session over, and the old one is closed. */
    private SceneLine takes(SceneLine old, long instance) {
        scene.told();
        number++;
        SceneLine line = scene.comes(number, instance, 10 + number);
        assertThat(scene.told()).contains("line " + number + " is admitted with " + (10 + number));
        if (old != null) {
            old.isClosed();
        }
        return line;
    }
}
