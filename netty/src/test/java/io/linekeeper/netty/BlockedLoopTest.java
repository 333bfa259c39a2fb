package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Fate;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.KernelPolicy;
import io.linekeeper.policy.LivenessPolicy;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our own pause kills nobody, however long, and the dead are found after it. In real time. */
final class BlockedLoopTest {
    private static final int PEERS = 50;
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration BLOCK = Duration.ofSeconds(5);
    private static final byte BLOCKS = 99;
    private static final LivenessPolicy ONE_WAY = new LivenessPolicy(
            KernelPolicy.off(), new Heartbeat.OneWay(BOUND), Duration.ofSeconds(30), Duration.ofSeconds(1));

    /** What a server without us has: it only counts here whom it would have killed. */
    private static final class Idle extends ChannelInboundHandlerAdapter {
        private final Set<Object> idle;

        Idle(Set<Object> idle) {
            this.idle = idle;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof IdleStateEvent) {
                idle.add(context.channel());
            }
        }

        /** Blocks where it hurts most: what has expired meanwhile runs before the loop reads from anybody else. */
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws InterruptedException {
            boolean blocks = message instanceof ByteBuf bytes && bytes.indexOf(0, bytes.writerIndex(), BLOCKS) >= 0;
            ReferenceCountUtil.release(message);
            if (blocks) {
                TimeUnit.NANOSECONDS.sleep(BLOCK.toNanos());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.netty.Setup#eachTransport")
    void shouldChargeNobodyForAHandlerThatBlocks(Setup setup) throws Exception {
        Set<Object> killedByIdleStateHandler = ConcurrentHashMap.newKeySet();
        ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();
        try (WatchedServer server = new WatchedServer(
                setup,
                ONE_WAY,
                channel -> channel.pipeline()
                        .addLast(
                                new IdleStateHandler(BOUND.toMillis(), 0, 0, TimeUnit.MILLISECONDS),
                                new Idle(killedByIdleStateHandler)))) {
            List<Socket> peers = new ArrayList<>();
            for (int i = 0; i < PEERS; i++) {
                peers.add(server.connect());
            }
            List<Socket> beating = new CopyOnWriteArrayList<>(peers);
            beats.scheduleAtFixedRate(() -> beat(beating), 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);

            peers.get(0).getOutputStream().write(BLOCKS);
            server.group
                    .next()
                    .schedule(() -> true, BLOCK.plus(BOUND).toMillis(), TimeUnit.MILLISECONDS)
                    .get();

            System.out.println("a loop blocked for 5 s (" + setup + "): IdleStateHandler would have killed "
                    + killedByIdleStateHandler.size() + " of " + PEERS + " live lines, we killed "
                    + server.diary.of("verdict").size());
            assertThat(server.diary.of("verdict")).isEmpty();
            assertThat(server.diary.gaps()).isNotEmpty();
            assertThat(server.diary.gaps().get(0)).isBetween(BLOCK.minusMillis(800), BLOCK.plusMillis(500));

            long stopped = System.nanoTime();
            beating.remove(peers.get(7));
            Diary.Entry verdict = server.diary.await("verdict", 1);
            Duration found = Duration.ofNanos(System.nanoTime() - stopped);
            assertThat(verdict.line().verdict().fate()).isEqualTo(Fate.SILENT);
            assertThat(found).isBetween(BOUND.minus(BEAT).minusMillis(50), BOUND.plusMillis(1000));
            assertThat(server.diary.of("verdict")).hasSize(1);
            beats.shutdownNow();
            for (Socket peer : peers) {
                peer.close();
            }
            server.diary.await("closed", PEERS);
        } finally {
            beats.shutdownNow();
        }
    }

    private static void beat(List<Socket> beating) {
        beating.removeIf(each -> !hasBeaten(each));
    }

    private static boolean hasBeaten(Socket peer) {
        try {
            peer.getOutputStream().write(1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
