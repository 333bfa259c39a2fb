package io.linekeeper.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines are nft's own (1.0.6), shortened in their middle. */
class PacketTest {
    private static final String SERVER = "10.77.1.2";
    private static final String HEAD = "trace id 40b6bd4b ip trace seen packet: iif ";

    @ParameterizedTest
    @CsvSource({
        "0x18, 1052, psh+ack, 1000",
        "ack, 52, ack, 0",
        "0x12, 60, syn+ack, 0",
        "0x14, 40, rst+ack, 0",
        "rst, 40, rst, 0",
    })
    void shouldReadAPacketOfTheServer(String flags, int length, String names, int bytes) {
        String line = HEAD + "\"to-server\" ip saddr 10.77.1.2 ip daddr 10.77.2.2 ip ttl 64 ip id 7 ip length " + length
                + " tcp sport 7001 tcp dport 40000 tcp flags == " + flags + " tcp window 64";

        assertThat(Packet.parse(line, SERVER)).hasValue(new Packet(true, 7001, 40_000, names, bytes));
    }

    @Test
    void shouldReadAPacketOfTheDeviceThatCameInOnAnInterfaceWithoutAName() {
        String line = HEAD + "7 ip saddr 10.77.2.2 ip daddr 10.77.1.2 ip ttl 64 ip length 60 tcp sport 40000"
                + " tcp dport 7001 tcp flags == syn tcp window 64240";

        assertThat(Packet.parse(line, SERVER)).hasValue(new Packet(false, 7001, 40_000, "syn", 0));
    }

    @ParameterizedTest
    @CsvSource({
        "trace id 40b6bd4b ip trace seen rule ip protocol tcp meta nftrace set 1 (verdict continue)",
        "trace id 40b6bd4b ip hole1 forward packet: iif 7 ip saddr 10.77.2.2 ip length 60 tcp sport 1 tcp dport 2"
                + " tcp flags == syn tcp window 1",
        "''",
    })
    void shouldPassOverAllElse(String line) {
        assertThat(Packet.parse(line, SERVER)).isEmpty();
    }

    @Test
    void shouldTellAnAcknowledgementFromDataAndFromAReset() {
        assertThat(new Packet(true, 1, 2, "ack", 0).isBare()).isTrue();
        assertThat(new Packet(true, 1, 2, "ack", 1).isBare()).isFalse();
        assertThat(new Packet(true, 1, 2, "rst+ack", 0).isBare()).isFalse();
    }
}
