package io.linekeeper.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.session.RegistryScene.SceneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionRegistryTest {
    private final RegistryScene scene = new RegistryScene();

    @Test
    void shouldConnectBeforeItAdmits() {
        scene.arrives(1, 7);
        assertThat(scene.told()).containsExactly("claim for 1 expecting 0, at least 1");
        scene.grant(100);
        assertThat(scene.told()).containsExactly("connected 100", "line 1 is admitted with 100");
    }

    @Test
    void shouldTellATakeoverInOrder() {
        scene.comes(1, 7, 100);
        scene.told();
        scene.comes(2, 7, 101);
        assertThat(scene.told())
                .containsExactly(
                        "claim for 2 expecting 100, at least 101",
                        "superseded 100 by 101",
                        "line 1 is superseded",
                        "connected 101",
                        "line 2 is admitted with 101");
        assertCounts(1, 1, 0);
    }

    @Test
    void shouldNotTouchTheNewSessionWhenTheOldLineIsJudgedAndClosedLate() {
        SceneLine old = scene.comes(1, 7, 100);
        scene.comes(2, 7, 101);
        scene.told();
        old.isJudged();
        old.isJudged();
        old.isClosed();
        old.isClosed();
        old.isJudged();
        assertThat(scene.told()).isEmpty();
        assertCounts(1, 0, 0);
    }

    @Test
    void shouldEndASessionOnceWhenItsLineIsJudgedAndKeepTheLineUntilItIsClosed() {
        SceneLine line = scene.comes(1, 7, 100);
        scene.told();
        line.isJudged();
        assertThat(scene.told()).containsExactly("release 100", "ended 100");
        assertCounts(0, 1, 0);
        line.isClosed();
        assertThat(scene.told()).isEmpty();
        assertThat(scene.registry.devices()).isZero();
    }

    @Test
    void shouldEndASessionWhoseLineIsClosedWithoutAVerdict() {
        SceneLine line = scene.comes(1, 7, 100);
        scene.told();
        line.isClosed();
        assertThat(scene.told()).containsExactly("release 100", "ended 100");
        assertThat(scene.registry.devices()).isZero();
    }

    @Test
    void shouldLetTheLatestOfThoseThatWaitGoNext() {
        scene.arrives(1, 7);
        scene.arrives(2, 7);
        scene.arrives(3, 7);
        scene.arrives(4, 7).isClosed();
        assertCounts(0, 0, 3);
        scene.told();
        scene.grant(100);
        assertThat(scene.told())
                .containsExactly(
                        "connected 100",
                        "line 1 is admitted with 100",
                        "line 2 is superseded",
                        "claim for 3 expecting 100, at least 101");
    }

    @Test
    void shouldClaimAgainWithWhatTheDirectoryHas() {
        scene.arrives(1, 7);
        scene.conflict(500);
        scene.conflict(0);
        assertThat(scene.told())
                .containsExactly(
                        "claim for 1 expecting 0, at least 1",
                        "claim for 1 expecting 500, at least 501",
                        "claim for 1 expecting 0, at least 501");
    }

    @Test
    void shouldGiveUpAfterEightRetriesAndLeaveTheLiveSessionAlone() {
        scene.comes(1, 7, 100);
        scene.arrives(2, 7);
        for (int i = 0; i < 9; i++) {
            scene.told();
            scene.conflict(200 + i);
        }
        assertThat(scene.told())
                .containsExactly(
                        "refused 2: other gateways claim this session again and again",
                        "line 2 is refused for 2000 ms");
        assertCounts(1, 0, 0);
    }

    @Test
    void shouldRefuseWhenTheDirectoryFailsAndLeaveTheLiveSessionAlone() {
        scene.comes(1, 7, 100);
        scene.arrives(2, 7);
        scene.arrives(3, 7);
        scene.told();
        scene.fail();
        assertThat(scene.told())
                .containsExactly(
                        "refused 2: the session directory fails",
                        "line 2 is refused for 2000 ms",
                        "claim for 3 expecting 100, at least 101");
        assertCounts(1, 0, 1);
    }

    @Test
    void shouldReleaseWhatIsGrantedToALineThatIsGone() {
        scene.arrives(1, 7).isClosed();
        scene.told();
        scene.grant(100);
        assertThat(scene.told()).containsExactly("release 100");
        assertThat(scene.registry.devices()).isZero();
    }

    @Test
    void shouldSupersedeTheOldSessionAlsoByALineThatIsGone() {
        scene.comes(1, 7, 100);
        scene.arrives(2, 7).isJudged();
        scene.arrives(3, 7);
        scene.told();
        scene.grant(101);
        assertThat(scene.told())
                .containsExactly(
                        "superseded 100 by 101",
                        "line 1 is superseded",
                        "connected 101",
                        "ended 101",
                        "release 101",
                        "claim for 3 expecting 0, at least 102");
    }

    @Test
    void shouldNotSupersedeWhatHasEndedWhileTheClaimWasOnItsWay() {
        SceneLine old = scene.comes(1, 7, 100);
        scene.arrives(2, 7);
        old.isJudged();
        scene.told();
        scene.grant(101);
        assertThat(scene.told()).containsExactly("connected 101", "line 2 is admitted with 101");
        assertCounts(1, 1, 0);
    }

    @Test
    void shouldClaimForNobodyWhoIsGone() {
        scene.arrives(1, 7).isClosed();
        scene.told();
        scene.conflict(500);
        assertThat(scene.told()).isEmpty();
        assertThat(scene.registry.devices()).isZero();
        scene.arrives(2, 7).isClosed();
        scene.told();
        scene.fail();
        assertThat(scene.told()).isEmpty();
        assertThat(scene.registry.devices()).isZero();
    }

    @Test
    void shouldLetAThirdLineWaitUntilTheOneThatDrainsHasMadeWay() {
        SceneLine first = scene.comes(1, 7, 100);
        scene.comes(2, 7, 101);
        scene.told();
        scene.arrives(3, 7);
        scene.arrives(4, 7);
        assertThat(scene.told()).containsExactly("line 1 makes way");
        first.isClosed();
        assertThat(scene.told()).containsExactly("line 3 is superseded", "claim for 4 expecting 101, at least 102");
    }

    @Test
    void shouldTellTheOlderOfTwoThatDrainToMakeWayOnce() {
        SceneLine first = scene.comes(1, 7, 100);
        SceneLine second = scene.comes(2, 7, 101);
        scene.told();
        second.isJudged();
        assertThat(scene.told()).containsExactly("release 101", "ended 101", "line 1 makes way");
        scene.arrives(3, 7);
        assertThat(scene.told()).isEmpty();
        first.isClosed();
        assertThat(scene.told()).containsExactly("claim for 3 expecting 0, at least 102");
        scene.grant(102);
        assertCounts(1, 1, 0);
    }

    @Test
    void shouldTakeCallsBackFromWithin() {
        List<String> told = new ArrayList<>();
        SessionRegistry[] registry = new SessionRegistry[1];
        SessionRegistry.Errands directoryAtOnce = new SessionRegistry.Errands() {
            @Override
            public void claim(Claim claim) {
                registry[0].claimed(
                        claim.device(),
                        new Claimed.Granted(new Session(claim.device(), claim.atLeast(), claim.node(), claim.line())));
            }

            @Override
            public void release(Session session) {
                told.add("release " + session.epoch());
            }
        };
        SessionListener listener = new SessionListener() {
            @Override
            public void connected(Session session) {
                told.add("connected " + session.epoch());
            }

            @Override
            public void superseded(Session old, Session by) {
                told.add("superseded " + old.epoch() + " by " + by.epoch());
            }
        };
        registry[0] = new SessionRegistry("here", directoryAtOnce, listener, BattleRule.DEFAULT);
        for (int i = 1; i <= 3; i++) {
            int number = i;
            registry[0].arrived(new ClosingAtOnce(number, registry[0]), RegistryScene.DEVICE, 7, 0);
        }
        assertThat(told)
                .containsExactly("connected 1", "superseded 1 by 2", "connected 2", "superseded 2 by 3", "connected 3");
        assertThat(registry[0].liveSessions()).isEqualTo(1);
        assertThat(registry[0].drainingLines()).isZero();
    }

    @Test
    void shouldTellTheOthersEvenIfTheListenerThrows() {
        SessionRegistry.Errands errands = new SessionRegistry.Errands() {
            @Override
            public void claim(Claim claim) {}

            @Override
            public void release(Session session) {}
        };
        SessionListener listener = new SessionListener() {
            @Override
            public void connected(Session session) {
                throw new IllegalStateException("a listener's bug");
            }
        };
        SessionRegistry registry = new SessionRegistry("here", errands, listener, BattleRule.DEFAULT);
        List<String> told = new ArrayList<>();
        registry.arrived(
                new ClosingAtOnce(1, registry) {
                    @Override
                    public void admitted(Session session) {
                        told.add("admitted");
                    }
                },
                RegistryScene.DEVICE,
                7,
                0);
        assertThatThrownBy(() -> registry.claimed(
                        RegistryScene.DEVICE, new Claimed.Granted(new Session(RegistryScene.DEVICE, 1, "here", 1))))
                .hasMessage("a listener's bug");
        assertThat(told).containsExactly("admitted");
        assertThat(registry.liveSessions()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAnswersThatNobodyWaitsFor() {
        scene.comes(1, 7, 100);
        assertThatThrownBy(() -> scene.registry.claimFailed(RegistryScene.DEVICE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no claim of device phone-1 is at the directory; answer each claim once");
        assertThatThrownBy(() -> scene.registry.claimFailed(new DeviceId("stranger")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stranger");
        assertCounts(1, 0, 0);
    }

    @Test
    void shouldRefuseALineThatArrivesTwice() {
        SceneLine line = scene.comes(1, 7, 100);
        assertThatThrownBy(() -> scene.registry.arrived(line, new DeviceId("phone-2"), 7, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("line 1 has arrived already; let each arrive once");
        assertThat(scene.registry.devices()).isEqualTo(1);
    }

    private void assertCounts(int live, int draining, int waiting) {
        assertThat(scene.registry.liveSessions()).as("live").isEqualTo(live);
        assertThat(scene.registry.drainingLines()).as("draining").isEqualTo(draining);
        assertThat(scene.registry.waitingLines()).as("waiting").isEqualTo(waiting);
    }

    /** A line on the registry's own thread, which is closed as soon as it is told to go. */
    private static class ClosingAtOnce implements SessionLine {
        private final int number;
        private final SessionRegistry registry;

        ClosingAtOnce(int number, SessionRegistry registry) {
            this.number = number;
            this.registry = registry;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public void admitted(Session session) {}

        @Override
        public void refused(String why, Duration retryAfter) {
            registry.closed(this);
        }

        @Override
        public void superseded() {
            registry.closed(this);
        }

        @Override
        public void makeWay() {
            registry.closed(this);
        }
    }
}
