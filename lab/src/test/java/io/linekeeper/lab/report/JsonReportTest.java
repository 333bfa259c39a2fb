package io.linekeeper.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    @Test
    void shouldTellTheRunAndTheMachine() throws Exception {
        JsonNode root = small();

        assertThat(root.get("right").asBoolean()).isFalse();
        assertThat(root.get("began").asText()).isEqualTo("2026-11-23T05:41:44.517Z");
        assertThat(root.get("took_ms").asLong()).isEqualTo(190_000);
        assertThat(root.get("repetitions").asInt()).isEqualTo(2);
        assertThat(root.get("machine"))
                .isEqualTo(parse("{'linekeeper': '0.1.0', 'kernel': 'Linux 6.18.44', 'jdk': 'Debian 17.0.15',"
                        + " 'netty': '4.2.18.Final', 'processors': 2}"));
        assertThat(root.get("failed")).isEqualTo(parse("['reboot: no namespace could be made']"));
    }

    @Test
    void shouldTellWhatWasPlayedAndHowEachDetectorDid() throws Exception {
        assertThat(small().at("/faults/1"))
                .isEqualTo(
                        parse("{'id': 'loss', 'sentence': 'Packets are lost.', 'alive': true, 'watched_ms': 12000}"));
        assertThat(small().at("/detectors/2"))
                .isEqualTo(parse("{'id': 'keepalive', 'title': 'keepalive', 'sentence': 'It watches.',"
                        + " 'linekeeper': false, 'predicted_only': false, 'bound_ms': 5000,"
                        + " 'live_lines_killed': 2, 'dead_lines': 2, 'dead_lines_not_found': 2}"));
    }

    @Test
    void shouldTellOfACellWhatWasExpectedAndWhatWasFound() throws Exception {
        JsonNode cell = small().at("/cells/1");

        assertThat(cell.get("fault").asText()).isEqualTo("hung");
        assertThat(cell.get("detector").asText()).isEqualTo("two-way heartbeat");
        assertThat(cell.get("expected"))
                .isEqualTo(
                        parse("{'kind': 'found', 'from_ms': 3000, 'to_ms': 6000, 'why': 'idle and three questions'}"));
        assertThat(cell.get("found"))
                .isEqualTo(parse("{'lines': 2, 'min_ms': 3912, 'median_ms': 4008, 'max_ms': 4104}"));
        assertThat(cell.at("/outcomes/0"))
                .isEqualTo(parse("{'found_ms': 3912.0, 'fate': 'HUNG', 'says': 'HUNG: no answer to 3 questions',"
                        + " 'timeline': [{'at_ms': -2000.0, 'what': 'accepted'}, {'at_ms': 1956.0, 'what': 'suspected'},"
                        + " {'at_ms': 3912.0, 'what': 'FOUND: HUNG'}, {'at_ms': 3913.0, 'what': 'closed'}]}"));
    }

    @Test
    void shouldTellWhatIsWrongAndWhatWasNotFound() throws Exception {
        JsonNode cell = small().at("/cells/6");

        assertThat(cell.get("bystanders_killed").asInt()).isEqualTo(1);
        assertThat(cell.get("wrong")).isEqualTo(parse("['it was otherwise']"));
        assertThat(cell.at("/outcomes/0/found_ms").isNull()).isTrue();
        assertThat(small().at("/cells/0").has("found")).isFalse();
    }

    private static JsonNode small() throws JsonProcessingException {
        return new ObjectMapper().readTree(new JsonReport().render(Runs.small()));
    }

    private static JsonNode parse(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json.replace('\'', '"'));
    }
}
