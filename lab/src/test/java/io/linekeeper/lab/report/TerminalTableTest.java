package io.linekeeper.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTableTest {
    private static final String ESCAPE = "\u001b";

    @Test
    void shouldShowEveryKindOfCellAndWhatIsWrong() {
        assertThat(new TerminalTable(false).render(Runs.small())).isEqualTo("""
                                         two-way
                                         heart-   keep-
                                  none   beat     alive        defaults
                hung              never  4.0 s    ~15 min !    (2h11m15s)
                  min                    3.9 s
                  max                    4.1 s
                loss              lives  lives    kills 1/2 !  (lives)

                dead ones found   0/2    2/2      0/2
                live ones killed  0      0        2

                5.0 s: dead, and found so long after the fault (the median of all lines)   never: dead, and not found
                lives: alive, and left alone   kills 5s, kills 2/5: alive, and ended after so long, or so many of the lines
                ~15 min: not found in the run, predicted for then   (in brackets): predicted, not run   !: not as expected
                min, max: the first and the last of these lines, where 0.1 s or more lie between them

                WRONG hung, keepalive: it was otherwise
                WRONG loss, keepalive: it was otherwise
                FAILED reboot: no namespace could be made

                linekeeper lab 0.1.0 on Linux 6.18.44, JDK Debian 17.0.15, Netty 4.2.18.Final, 2 processors; each fault 2 times, in 3 min 10 s
                """);
    }

    @Test
    void shouldTellNoSpreadOfOneRun() {
        assertThat(new TerminalTable(false).render(Runs.once(Runs.small())))
                .contains("  4.0 s  ")
                .doesNotContain("\n  min", "\n  max", "min, max");
    }

    @Test
    void shouldFitAWholeRunInto160Columns() {
        assertThat(new TerminalTable(false).render(Runs.whole()).lines())
                .hasSizeGreaterThan(27)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(160));
    }

    @Test
    void shouldColourOnlyWhenToldSo() {
        String plain = new TerminalTable(false).render(Runs.whole());
        String coloured = new TerminalTable(true).render(Runs.whole());

        assertThat(plain).doesNotContain(ESCAPE);
        assertThat(coloured).contains(ESCAPE);
        assertThat(coloured.replaceAll(ESCAPE + "\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void shouldNotLetWordsCommandTheTerminal() {
        assertThat(new TerminalTable(false).render(Runs.saying("a" + ESCAPE + "[2J\nFAILED b\u009b1m")))
                .doesNotContain(ESCAPE, "\u009b", "\nFAILED b")
                .contains("WRONG hung, none: wrong: a [2J FAILED b 1m\n");
    }

    @Test
    void shouldSayBelowTheCountsWhyTheDeadDiffer() {
        assertThat(new TerminalTable(false).render(Runs.whole()))
                .containsPattern("\nlive ones killed .*\n\n" + TallyTest.WHY + "\n\n5\\.0 s: dead");
        assertThat(new TerminalTable(false).render(TallyTest.bounded())).doesNotContain("no bound");
    }
}
