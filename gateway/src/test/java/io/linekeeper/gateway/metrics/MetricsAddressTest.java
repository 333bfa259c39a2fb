package io.linekeeper.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsAddressTest {

    @ParameterizedTest
    @CsvSource({"9464, 127.0.0.1, 9464", "127.0.0.2:0, 127.0.0.2, 0", "[::1]:65535, 0:0:0:0:0:0:0:1, 65535"})
    void shouldBeOnLoopback(String text, String host, int port) {
        MetricsAddress parsed = MetricsAddress.parse(text);
        assertThat(parsed.address().getAddress().getHostAddress()).isEqualTo(host);
        assertThat(parsed.address().getPort()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0:9464, can be reached by others",
        "[::]:9464, can be reached by others",
        "10.0.0.1:9464, can be reached by others",
        "abc, is not [HOST:]PORT",
        "65536, is not [HOST:]PORT",
        "127.0.0.1:1/x, is not [HOST:]PORT",
        "'127.0.0.1:', is not [HOST:]PORT",
        "'', is not [HOST:]PORT"
    })
    void shouldRefuseWhatIsNot(String text, String why) {
        assertThatThrownBy(() -> MetricsAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
