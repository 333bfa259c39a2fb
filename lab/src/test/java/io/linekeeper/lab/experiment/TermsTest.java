package io.linekeeper.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermsTest {
    @Test
    void shouldReachAnotherProgramAsTheyAre() {
        List<Terms> all = List.of(
                Terms.of(7001),
                Terms.of(7002).withKeepAlive(1, 3, 10),
                Terms.of(7003).withKeepAlive(1, 1, 10).withUserTimeout(Duration.ofSeconds(11)),
                Terms.of(7004).withSilence(Duration.ofMillis(500)));

        assertThat(all)
                .allSatisfy(terms -> assertThat(Terms.parse(terms.argument())).isEqualTo(terms));
    }

    @Test
    void shouldReachUsAsItHappened() {
        ServerEvent event = new ServerEvent(7, 7001, 40_000, "write(1) returned 1 after 9 us");

        assertThat(ServerEvent.parse(event.print())).isEqualTo(event);
    }
}
