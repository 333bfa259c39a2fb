package io.linekeeper.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.lab.LabException;
import org.junit.jupiter.api.Test;

class KernelCountersTest {
    /** The kernel's own lines, with most of their columns left out. */
    private static final String NETSTAT = """
            TcpExt: SyncookiesSent ListenOverflows ListenDrops TCPSynRetrans
            TcpExt: 0 14 15 12
            IpExt: InNoRoutes InOctets
            IpExt: 1 18446744073
            """;

    @Test
    void shouldReadEachGroupByTheNamesAboveItsValues() {
        KernelCounters counters = KernelCounters.parse(NETSTAT);

        assertThat(counters.value("ListenOverflows")).isEqualTo(14);
        assertThat(counters.value("ListenDrops")).isEqualTo(15);
        assertThat(counters.value("InOctets")).isEqualTo(18_446_744_073L);
    }

    @Test
    void shouldSayWhichCounterIsMissing() {
        assertThatThrownBy(() -> KernelCounters.parse(NETSTAT).value("ListenFull"))
                .isInstanceOf(LabException.class)
                .hasMessage("this kernel has no counter ListenFull");
    }

    @Test
    void shouldRefuseNamesWithoutTheirValues() {
        assertThatThrownBy(() -> KernelCounters.parse("TcpExt: ListenOverflows ListenDrops\nTcpExt: 14\n"))
                .isInstanceOf(LabException.class)
                .hasMessageStartingWith("not a pair of lines of netstat");
        assertThatThrownBy(() -> KernelCounters.parse("TcpExt: ListenOverflows\nIpExt: 14\n"))
                .isInstanceOf(LabException.class);
    }
}
