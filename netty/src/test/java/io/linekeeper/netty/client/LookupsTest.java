package io.linekeeper.netty.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LookupsTest {
    @Test
    void shouldShareAnAnswerWithWhoAsksMeanwhileAndAskAnewLater() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Lookups lookups = new Lookups(host -> {
            asked.incrementAndGet();
            awaitOrFail(slow);
            return List.of(InetAddress.getLoopbackAddress());
        });
        CompletableFuture<List<InetAddress>> first = lookups.of("h");
        CompletableFuture<List<InetAddress>> second = lookups.of("h");
        slow.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).containsExactly(InetAddress.getLoopbackAddress());
        assertThat(second.get(10, TimeUnit.SECONDS)).containsExactly(InetAddress.getLoopbackAddress());
        assertThat(asked).hasValue(1);

        lookups.of("h").get(10, TimeUnit.SECONDS);
        assertThat(asked).hasValue(2);
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldFailWhereThereIsNoAddress() {
        Lookups none = new Lookups(host -> List.of());
        assertThatThrownBy(() -> none.of("h").get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UnknownHostException.class);
        Lookups broken = new Lookups(host -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> broken.of("h").get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }
}
