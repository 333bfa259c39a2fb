package io.linekeeper.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({"127.0.0.1:7778, 127.0.0.1, 7778", "[::1]:1, ::1, 1", "localhost:65535, localhost, 65535"})
    void shouldReadHostAndPort(String text, String host, int port) {
        assertThat(ServerAddress.parse(text))
                .isEqualTo(new ServerAddress(host, port))
                .hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "7778, is not HOST:PORT",
        ":7778, the host to connect to is empty",
        "host:, is not a port",
        "host:x, is not a port",
        "host:99999999999, is not a port",
        "host:0, port 0 is not from 1 to 65535",
        "host:65536, port 65536 is not from 1 to 65535",
        "host:-1, port -1 is not from 1 to 65535",
        "::1:7778, write an IPv6 host in brackets",
        "fixed1028:host:7778, name the protocol with --protocol"
    })
    void shouldRefuseAnythingElseInOneSentence(String text, String sentence) {
        assertThatThrownBy(() -> ServerAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
