package io.linekeeper.line;

import static io.linekeeper.line.LineState.ASKED;
import static io.linekeeper.line.LineState.JUDGED;
import static io.linekeeper.line.LineState.OBSERVED;
import static io.linekeeper.line.LineState.QUIET;
import static io.linekeeper.line.LineState.SUSPECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LineStateTest {
    private static final Map<LineState, Set<LineState>> LEGAL = Map.of(
            QUIET, EnumSet.of(ASKED, SUSPECT, OBSERVED, JUDGED),
            ASKED, EnumSet.of(SUSPECT, QUIET, OBSERVED, JUDGED),
            SUSPECT, EnumSet.of(QUIET, OBSERVED, JUDGED),
            OBSERVED, EnumSet.of(QUIET, JUDGED),
            JUDGED, EnumSet.noneOf(LineState.class));

    static Stream<Arguments> edges() {
        return Stream.of(LineState.values())
                .flatMap(from -> Stream.of(LineState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("edges")
    void shouldTakeEachLegalEdgeAndNoOther(LineState from, LineState to) {
        Line line = Keeper.put(new RollCall(0, true), Policies.oneWay(Duration.ofSeconds(1)), new Mute(), 0);
        line.open(0).state = from;
        assertThat(from.mayMoveTo(to)).isEqualTo(LEGAL.get(from).contains(to));
        if (LEGAL.get(from).contains(to)) {
            assertThatCode(() -> line.moveTo(to)).doesNotThrowAnyException();
            assertThat(line.inquiry.state).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> line.moveTo(to))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(from.name())
                    .hasMessageContaining(to.name());
            assertThat(line.inquiry.state).isEqualTo(from);
        }
    }

    @Test
    void shouldBeginQuietAndFollowNothing() {
        Line line = Keeper.put(new RollCall(0, true), Policies.oneWay(Duration.ofSeconds(1)), new Mute(), 0);
        assertThat(line.inquiry).isNull();
        assertThat(line.isSuspect()).isFalse();
        assertThat(line.verdict()).isNull();
        assertThat(line.lastSample()).isNull();
    }

    private static final class Mute implements Keeper {
        @Override
        public Witness testify() {
            throw new AssertionError("nobody is to be asked");
        }

        @Override
        public void carryOut(Step step) {
            throw new AssertionError(step);
        }
    }
}
