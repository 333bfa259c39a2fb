package io.linekeeper.session;

import static io.linekeeper.session.Place.CLAIMING;
import static io.linekeeper.session.Place.DRAINING;
import static io.linekeeper.session.Place.GONE;
import static io.linekeeper.session.Place.LIVE;
import static io.linekeeper.session.Place.MAKING_WAY;
import static io.linekeeper.session.Place.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlaceTest {
    private static final Map<Place, Set<Place>> LEGAL = Map.of(
            WAITING, EnumSet.of(CLAIMING, GONE),
            CLAIMING, EnumSet.of(LIVE, GONE),
            LIVE, EnumSet.of(DRAINING, GONE),
            DRAINING, EnumSet.of(MAKING_WAY, GONE),
            MAKING_WAY, EnumSet.of(GONE),
            GONE, EnumSet.noneOf(Place.class));

    private static final Map<Place, List<Place>> WAY_TO = Map.of(
            WAITING, List.of(),
            CLAIMING, List.of(CLAIMING),
            LIVE, List.of(CLAIMING, LIVE),
            DRAINING, List.of(CLAIMING, LIVE, DRAINING),
            MAKING_WAY, List.of(CLAIMING, LIVE, DRAINING, MAKING_WAY),
            GONE, List.of(GONE));

    static Stream<Arguments> edges() {
        return Stream.of(Place.values())
                .flatMap(from -> Stream.of(Place.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("edges")
    void shouldTakeEachLegalEdgeAndNoOther(Place from, Place to) {
        RegistryScene scene = new RegistryScene();
        Census census = new Census();
        DeviceLines device = new DeviceLines(RegistryScene.DEVICE, scene.registry, BattleRule.DEFAULT);
        DeviceLine line = new DeviceLine(scene.new SceneLine(17), device, 0, 0, census);
        WAY_TO.get(from).forEach(line::moveTo);
        if (LEGAL.get(from).contains(to)) {
            assertThatCode(() -> line.moveTo(to)).doesNotThrowAnyException();
            assertThat(line.place()).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> line.moveTo(to))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("line 17 cannot go from " + from + " to " + to);
            assertThat(line.place()).isEqualTo(from);
        }
        assertThat(Stream.of(Place.values()).mapToInt(census::in).sum()).isEqualTo(1);
        assertThat(census.in(line.place())).isEqualTo(1);
    }
}
