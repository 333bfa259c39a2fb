package io.linekeeper.sim.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.sim.net.Agenda;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.Test;

class PlantedTest {
    private static final String AGENDA = Agenda.class.getName();

    /** Checks of the agenda, run here as it is, and there with a fault. */
    public static final class Checks {
        private Checks() {}

        public static void timeIsTold() {
            assertThat(new Agenda(7).now()).isEqualTo(7);
        }

        public static void nothingAtAll() {
            assertThat(Agenda.class.getSimpleName()).isEqualTo("Agenda");
        }

        public static void noAgendaIsUsed() {
            assertThat(PlantedTest.class.getSimpleName()).isEqualTo("PlantedTest");
        }
    }

    static final class OneLater {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) long now) {
            now++;
        }
    }

    @Test
    void shouldFailACheckOfWhatWasChangedAndNoOther() {
        Checks.timeIsTold();
        Planted fault = Planted.in(AGENDA, "now", OneLater.class);
        assertThatThrownBy(() -> fault.run(Checks.class, "timeIsTold"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("8L");
        assertThatCode(() -> fault.run(Checks.class, "nothingAtAll")).doesNotThrowAnyException();
        assertThatCode(Checks::timeIsTold).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseAFaultThatIsNotPlanted() {
        assertThatThrownBy(() -> Planted.in(AGENDA, "later", OneLater.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no method later");
        Planted fault = Planted.in(AGENDA, "now", OneLater.class);
        assertThatThrownBy(() -> fault.run(Checks.class, "noAgendaIsUsed"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never used");
    }
}
