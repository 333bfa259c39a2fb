package io.linekeeper.sim.net;

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
        FigureChecks.check(figure);
    }
}
