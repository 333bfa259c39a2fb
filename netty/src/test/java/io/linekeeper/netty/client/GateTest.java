package io.linekeeper.netty.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
    @Test
    void shouldLetInSoManyAtOnceAndInOrder() {
        Gate gate = new Gate(ImmediateEventExecutor.INSTANCE, 2);
        List<Integer> in = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int each = i;
            gate.enter(() -> in.add(each));
        }
        assertThat(in).containsExactly(0, 1);
        gate.leave();
        assertThat(in).containsExactly(0, 1, 2);
        gate.leave();
        gate.leave();
        gate.leave();
        gate.leave();
        gate.enter(() -> in.add(5));
        assertThat(in).containsExactly(0, 1, 2, 3, 4, 5);
    }
}
