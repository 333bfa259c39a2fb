package io.linekeeper.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    @Test
    void shouldSetOffWhatIsNotFoundOrKilledAndWhatIsPredicted() {
        assertThat(new MarkdownTable().render(Runs.small())).isEqualTo("""
                <!-- linekeeper lab, Linux 6.18.44, 2026-11-23T05:41:44.517Z -->
                | fault | none | two-way heartbeat | keepalive | defaults |
                | --- | --- | --- | --- | --- |
                | hung | **never** | 4.0 s (3.9 s to 4.1 s) | **~15 min !** | *(2 h 11 min 15 s)* |
                | loss | lives | lives | **1 of 2 killed !** | *(lives)* |
                | *dead lines found* | 0 of 2 | 2 of 2 | 0 of 2 |  |
                | *live lines killed* | 0 | 0 | **2** |  |
                """);
    }

    @Test
    void shouldTellNoSpreadOfOneRun() {
        assertThat(new MarkdownTable().render(Runs.once(Runs.small()))).contains("| 4.0 s |");
    }

    @Test
    void shouldHaveAsManyFieldsInEachRow() {
        assertThat(new MarkdownTable().render(Runs.whole()).lines().filter(line -> line.startsWith("|")))
                .hasSize(31)
                .allSatisfy(row -> assertThat(row).matches("(\\|[^|]+){14}\\|"));
    }

    @Test
    void shouldSayBelowTheTableWhyTheDeadDiffer() {
        assertThat(new MarkdownTable().render(Runs.whole())).endsWith(" |\n\n" + TallyTest.WHY + "\n");
        assertThat(new MarkdownTable().render(TallyTest.bounded())).doesNotContain("no bound");
    }
}
