package io.linekeeper.gateway.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as iputils 20221126 printed them, and as its sources have them. */
class ReplyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "64 bytes from 10.9.0.2: icmp_seq=1 ttl=64 time=0.280 ms|280000",
                "64 bytes from fd00::2: icmp_seq=17 ttl=64 time=0.079 ms|79000",
                "64 bytes from fe80::1%eth0: icmp_seq=2 ttl=64 time=12.3 ms|12300000",
                "64 bytes from 10.9.0.2: icmp_seq=11 ttl=64 time=1024 ms|1024000000",
                "64 bytes from 10.9.0.2: icmp_seq=3 ttl=64 time=0.045 ms (DUP!)|45000",
                "64 bytes from 10.9.0.2: icmp_seq=4 ttl=64 time=1.50 ms (BAD CHECKSUM!)|1500000",
            })
    void shouldTellTheTimeOfAnAnswer(String line, long nanos) {
        assertThat(Reply.time(line)).isEqualTo(Duration.ofNanos(nanos));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PING 10.9.0.2 (10.9.0.2) 56(84) bytes of data.",
                "PING fd00::2(fd00::2) 56 data bytes",
                "no answer yet for icmp_seq=5",
                "From 10.9.0.1 icmp_seq=9 Destination Host Unreachable",
                "From fd00::1 icmp_seq=9 Destination unreachable: Address unreachable",
                "ping: connect: Network is unreachable",
                "ping: sendmsg: Network is unreachable",
                "ping: socket: Operation not permitted",
                "64 bytes from 10.9.0.2: icmp_seq=1 ttl=64 time=... ms",
                "3 packets transmitted, 3 received, 0% packet loss, time 2003ms",
            })
    void shouldTakeNothingElseForAnAnswer(String line) {
        assertThat(Reply.time(line)).isNull();
    }
}
