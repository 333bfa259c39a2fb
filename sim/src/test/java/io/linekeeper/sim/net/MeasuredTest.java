package io.linekeeper.sim.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The model beside what was measured. */
class MeasuredTest {
    static List<Figure> figures() {
        return Figure.all();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void shouldDoWhatLinuxWasMeasuredToDo(Figure figure) {
        double modelled = figure.model().getAsDouble();
        assertThat(figure.agrees(modelled))
                .as("%s: measured %s s, modelled %s s", figure, figure.measured(), modelled)
                .isTrue();
    }
}
