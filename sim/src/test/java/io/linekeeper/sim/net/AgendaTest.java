package io.linekeeper.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgendaTest {
    private final List<String> happened = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 5})
    void shouldHaveThingsHappenInTheOrderOfTimeAndOfTheirBooking(long origin) {
        Agenda agenda = new Agenda(origin);
        agenda.after(10, () -> happened.add("third"));
        agenda.after(5, () -> {
            happened.add("first");
            agenda.after(0, () -> happened.add("second"));
        });
        agenda.after(10, () -> happened.add("fourth"));
        agenda.after(7, () -> happened.add("never")).cancel();
        agenda.after(20, () -> happened.add("later"));
        while (agenda.next(origin + 15)) {
            assertThat(agenda.now() - origin).isIn(5L, 10L);
        }
        assertThat(happened).containsExactly("first", "second", "third", "fourth");
        assertThat(agenda.now() - origin).isEqualTo(15);
        assertThatThrownBy(() -> agenda.at(origin + 14, () -> {})).isInstanceOf(IllegalArgumentException.class);
    }
}
