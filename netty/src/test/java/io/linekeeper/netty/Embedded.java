package io.linekeeper.netty;

import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KeepAlive;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A watched line on an embedded channel, whose time only moves when a test says so. There is no kernel to be asked. */
final class Embedded {
    static final int IDLE = 1000;
    static final int INTERVAL = 500;
    static final int PROBES = 2;
    /** Of the two-way policy, in milliseconds. */
    static final int BOUND = IDLE + PROBES * INTERVAL;

    static final LivenessPolicy TWO_WAY = twoWay(Heartbeat.Answers.REQUIRED);
    static final LivenessPolicy TWO_WAY_ONCE_GIVEN = twoWay(Heartbeat.Answers.ONCE_GIVEN);
    static final LivenessPolicy ONE_WAY = policy(new Heartbeat.OneWay(Duration.ofMillis(BOUND)));

    private static final int STEP = 10;

    final Diary diary;
    final MockTicker time;
    final EmbeddedChannel channel;
    private final LineHandler line;

    Embedded(LivenessPolicy policy, ChannelHandler... handlers) {
        this(policy, new Diary(), handlers);
    }

    Embedded(LivenessPolicy policy, Diary diary, ChannelHandler... handlers) {
        this(Linekeeper.of(policy).withListener(diary), diary, handlers);
    }

    Embedded(Linekeeper keeper, Diary diary, ChannelHandler... handlers) {
        this.diary = diary;
        this.time = Ticker.newMockTicker();
        this.line = keeper.newLine();
        this.channel = EmbeddedChannel.builder()
                .ticker(time)
                .handlers(
                        Stream.concat(Stream.of(line), Arrays.stream(handlers)).toArray(ChannelHandler[]::new))
                .build();
    }

    private static LivenessPolicy twoWay(Heartbeat.Answers answers) {
        return policy(new Heartbeat.TwoWay(
                new KeepAlive(Duration.ofMillis(IDLE), Duration.ofMillis(INTERVAL), PROBES), answers));
    }

    private static LivenessPolicy policy(Heartbeat heartbeat) {
        return new LivenessPolicy(KernelPolicy.off(), heartbeat, Duration.ofSeconds(20), Duration.ofMillis(300));
    }

    /** The handler, also after the channel was closed. */
    LineHandler line() {
        return line;
    }

    /** Time passes on a loop that runs all the while. */
    void pass(int millis) {
        for (int passed = 0; passed < millis; passed += STEP) {
            time.advance(Math.min(STEP, millis - passed), TimeUnit.MILLISECONDS);
            channel.runPendingTasks();
        }
    }

    /** Time passes in which the loop does not run. */
    void block(int millis) {
        time.advance(millis, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
    }
}
