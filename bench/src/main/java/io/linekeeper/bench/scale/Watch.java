package io.linekeeper.bench.scale;

import io.linekeeper.netty.ResolvedTransport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelPipeline;
import java.util.List;

/** A way of telling which connections of a server are dead, and of closing them. One for all its connections. */
interface Watch {
    /** Before the server binds. */
    default void listener(ServerBootstrap server, ResolvedTransport transport) {}

    /** Into an empty pipeline: what sees bytes. The codec comes after it. */
    void bytes(ChannelPipeline pipeline);

    /** Behind the codec: who answers the peer's questions. */
    default void answers(ChannelPipeline pipeline) {
        pipeline.addLast(Answers.TO_PINGS);
    }

    /** All there are, by the word that names each on a command line. */
    static Watch of(String word, Terms terms, Ends ends) {
        return switch (word) {
            case "none" -> new NoWatch();
            case "two-way" -> new LinekeeperWatch(terms.twoWay(), ends);
            case "one-way" -> new LinekeeperWatch(terms.oneWay(), ends);
            case "line-only" -> LinekeeperWatch.lineOnly(terms.oneWay(), ends);
            case "idle-state" -> new IdleStateWatch(terms.effectiveBound(), ends);
            case "wheel" -> new WheelWatch(terms.effectiveBound(), ends);
            case "polling" -> new PollingWatch(terms.effectiveBound(), ends);
            default -> throw new IllegalArgumentException("no watch is called " + word);
        };
    }

    /** No liveness: the base of every ratio. */
    String NONE = "none";

    /** The peers, as they are met in servers. */
    List<String> PEERS = List.of("idle-state", "wheel", "polling");
}
