package io.linekeeper.line;

import static io.linekeeper.line.Policies.oneWay;
import static io.linekeeper.line.Policies.rule;
import static io.linekeeper.line.Policies.twoWay;
import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.policy.LivenessPolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimesTest {
    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    @ParameterizedTest
    @CsvSource({
        "4000, -1, 20",
        "4000, 0, 20",
        "4000, 1, 20",
        "4000, 20, 20",
        "4000, 21, 40",
        "4000, 3000, 3000",
        "4000, 3001, 3020",
        "4000, 3990, 4000",
        "4000, 4000, 4000",
        "4000, 999999999, 4000",
        "20, 1, 20",
        "3600000, 1, 250",
        "3600000, 3900, 4000",
        "3600000, 10000, 10000",
        "3600000, 10001, 11000",
    })
    void shouldRoundUpToTicksWithinTheAgreedTimeout(long agreed, long declared, long holds) {
        Lifetimes lifetimes = Lifetimes.of(oneWay(Duration.ofMillis(agreed)), Duration.ofMillis(declared));
        assertThat(lifetimes.timeout()).isEqualTo(Duration.ofMillis(holds));
        assertThat(lifetimes.cover(Duration.ofMillis(declared))).isTrue();
    }

    /** Whatever is declared: no more than 200 ranges, no gap between them, never early, never more than an eighth late. */
    @ParameterizedTest
    @ValueSource(longs = {20, 30, 100, 4_000, 4_017, 50_000, 50_001, 90_000, 3_600_000, 1_036_800_000})
    void shouldBeFewWhateverIsDeclared(long timeoutMillis) {
        LivenessPolicy agreed = oneWay(Duration.ofMillis(timeoutMillis));
        Duration tick = agreed.tick();
        Set<Lifetimes> all = new HashSet<>();
        Lifetimes each = Lifetimes.of(agreed, Duration.ofSeconds(Long.MIN_VALUE, 1));
        for (;
                all.add(each) && !each.cover(FOREVER);
                each = Lifetimes.of(agreed, each.upTo().plusNanos(1))) {
            Duration least = each.above().isNegative() ? tick : each.above();
            assertThat(each.timeout()).isEqualTo(each.upTo());
            assertThat(each.timeout().minus(least)).isLessThanOrEqualTo(max(tick, least.dividedBy(8)));
            assertThat(each.timeout().toNanos() % tick.toNanos()).isZero();
            assertThat(Lifetimes.of(agreed, each.upTo())).isEqualTo(each);
            assertThat(each.cover(each.upTo().plusNanos(1))).isFalse();
        }
        assertThat(each).isEqualTo(Lifetimes.agreed(agreed));
        assertThat(each.shorten(agreed)).isSameAs(agreed);
        assertThat(all).hasSizeLessThanOrEqualTo(200);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Test
    void shouldNotMatterWithoutAOneWayHeartbeat() {
        LivenessPolicy agreed = twoWay(rule(1_000, 1_000, 3));
        Lifetimes only = Lifetimes.agreed(agreed);
        assertThat(only.cover(Duration.ZERO)).isTrue();
        assertThat(only.cover(FOREVER)).isTrue();
        assertThat(only.shorten(agreed)).isSameAs(agreed);
    }
}
